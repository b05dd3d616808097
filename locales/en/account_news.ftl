## E-mails about online accounts, and about access by them (src/messages/account.rs): to the account holder, and to the patient for whom they act

account-news-subject-linked = Your GP online account is linked
account-news-subject-unlinked = Your GP online account is not linked any more
account-news-subject-reset = Your GP online account needs a new letter
account-news-subject-revoked = Your letter for GP online access has stopped working
account-news-subject-off = Your GP online account is switched off
account-news-subject-on = Your GP online account is switched on
account-news-subject-given = Online access has been set up
account-news-subject-changed = Online access has changed
account-news-subject-suspended = Online access is paused
account-news-subject-ended = Online access has ended
account-news-subject-ends = Online access ends soon
account-news-subject-rests = Online access will be paused soon
account-news-subject-other = There is news about online access

account-news-other = There is news for you about online access to GP services.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-ask = If you have questions, contact your GP surgery, { $contact }.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-not-you = If you did not do this, contact { $contact } at once.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-not-agreed = If you did not agree to this, or do not want it any more, contact { $contact }, or pause or stop it yourself.

# $practice (String) - Name of the GP surgery.
account-news-linked = Your GP online account at { $practice } is now linked with your NHS login.
# $practice (String) - Name of the GP surgery.
account-news-unlinked = Your GP online account at { $practice } is not linked with your NHS login any more. You can link it again with the letter from the surgery.
# $practice (String) - Name of the GP surgery.
account-news-reset = { $practice } has made a new letter for your GP online account. The letter that you had has stopped working, and the account is not linked any more.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-reset-next = To use the account, link it with the new letter. If you do not have it, or think that somebody else does, contact { $contact }.
# $practice (String) - Name of the GP surgery.
account-news-revoked = The letter for your GP online account at { $practice } has stopped working, and the account is not linked any more.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-revoked-next = If you need the account, ask for a new letter: { $contact }.
# $practice (String) - Name of the GP surgery.
account-news-off = { $practice } has switched off your GP online account. You cannot use it for now.
# $practice (String) - Name of the GP surgery.
account-news-on = { $practice } has switched on your GP online account again.
account-news-on-next = Look at your account to see what you can do with it.

# $practice (String) - Name of the GP surgery.
account-news-given-own = { $practice } has set up what you can do online for yourself:
# $practice (String) - Name of the GP surgery.
# $name (String) - The patient.
account-news-given-holder = { $practice } has set up what you can do online for { $name }:
# $practice (String) - Name of the GP surgery.
# $name (String) - Who acts for the patient.
account-news-given-patient = { $practice } has set up online access to your GP services for { $name }. This is what they can do for you:
account-news-given-next = You can do it while your account is active. Look at your account to see whether it is.
# $practice (String) - Name of the GP surgery.
account-news-changed-own = { $practice } has changed or renewed what you can do online for yourself. This is it now:
# $practice (String) - Name of the GP surgery.
# $name (String) - The patient.
account-news-changed-holder = { $practice } has changed or renewed what you can do online for { $name }. This is it now:
# $practice (String) - Name of the GP surgery.
# $name (String) - Who acts for the patient.
account-news-changed-patient = { $practice } has changed or renewed what { $name } can do online for you. This is it now:
account-news-suspended-own = Your online access to your own GP services is paused. You cannot use it for now.
# $name (String) - The patient.
account-news-suspended-holder = Your online access to GP services for { $name } is paused. You cannot use it for now.
# $name (String) - Who acts for the patient.
account-news-suspended-patient = The online access of { $name } to your GP services is paused. They cannot use it for now.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-suspended-next = It stays paused until the GP surgery has decided about it again. If you have questions, contact { $contact }.
account-news-ended-own = Your online access to your own GP services has ended.
# $name (String) - The patient.
account-news-ended-holder = Your online access to GP services for { $name } has ended.
# $name (String) - Who acts for the patient.
account-news-ended-patient = The online access of { $name } to your GP services has ended.
# $day (String) - The last day.
account-news-ends-own = The last day of your online access to your own GP services is { $day }.
# $name (String) - The patient.
# $day (String) - The last day.
account-news-ends-holder = The last day of your online access to GP services for { $name } is { $day }.
# $name (String) - Who acts for the patient.
# $day (String) - The last day.
account-news-ends-patient = The last day of the online access of { $name } to your GP services is { $day }.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-ends-next = If it should go on, contact { $contact } before that day. If not, you do not need to do anything.
# $name (String) - The patient.
account-news-rests-holder = Within the next four weeks, your online access to GP services for { $name } will be paused, because of their age.
# $name (String) - Who acts for the patient.
account-news-rests-patient = Within the next four weeks, the online access of { $name } to your GP services will be paused, because of your age.
# $contact (String) - Name of the GP surgery, with its telephone number.
account-news-rests-next = The GP surgery then decides about it again. If you have questions, contact { $contact }.
