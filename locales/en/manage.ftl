## One delegation: where it stands, withdrawing, stopping

manage-gives = Somebody you trust
manage-receives = Somebody who trusts you
manage-answer = Read and answer
manage-withdraw = Withdraw the request
manage-revoke-access = Stop the access
manage-revoke-acting = Stop acting for them
manage-to-details = See the details
manage-to-home = Go to your home page

manage-progress = Progress
manage-progress-done = Done
manage-progress-now = Now
manage-progress-next = Next
manage-progress-requested = Request made
manage-progress-moved = Your new GP surgery was asked to look at it
manage-progress-invited = Details checked and invitation sent
manage-progress-ready = Details checked and invitation ready
# $name (String) - The trusted person.
manage-progress-they-agreed = { $name } agreed
# $name (String) - The trusted person.
manage-progress-they-declined = { $name } said no
manage-progress-you-agreed = You agreed
manage-progress-you-declined = You said no
manage-progress-sent = Request sent to the GP surgery
manage-progress-set = Access set up by the GP surgery
manage-progress-not-confirmed = Details could not be confirmed
manage-progress-withdrawn = Request withdrawn
manage-progress-lapsed = Not answered in time
manage-progress-refused = The GP surgery said no
manage-progress-ended = Request ended
manage-progress-stopped = Access ended
manage-progress-checking = We are checking the details
# $name (String) - The trusted person.
manage-progress-they-answer = { $name } reads the invitation and answers
manage-progress-you-answer = You read the invitation and answer
manage-progress-deciding = The GP surgery checks the request and decides
manage-progress-active = Access is on
manage-progress-paused = Access is paused
manage-progress-removing = The GP surgery removes the access in its own system
# $day (String) - The last day to answer.
manage-progress-by = By { $day }
# $day (String) - The last day of the access.
manage-progress-until = Until { $day }
# $day (String) - The first day of the pause.
manage-progress-since = Since { $day }
manage-progress-will-invite = The person is invited and answers
manage-progress-will-decide = The GP surgery checks the request and decides
manage-progress-will-start = The access starts

manage-access = Access
manage-access-asked = Asked for
manage-access-set = Set up by the GP surgery
manage-access-less = Less than you asked for
manage-access-practice = GP surgery
# $number (String) - Its telephone number.
manage-access-phone = Telephone: { $number }
manage-place = Where to use the access
# $service (String) - The surgery's own online service.
# $host (String) - Where its address leads.
manage-place-open = Go to { $service } ({ $host })

manage-letters = Emails we sent
manage-letters-none = We have not sent you any emails about this.
manage-letters-what = Email
manage-letters-to = To
manage-letters-when = Sent
manage-letters-you = You
manage-letters-waiting = Not sent yet
manage-letters-failed = Could not be sent
manage-letters-muted = Not sent: your GP surgery sees this in its list instead

manage-moved-on-title = This cannot be done now
manage-moved-on-why = Something may have happened since you last looked. This is how things stand now.

manage-withdraw-title = Withdraw this request?
# $name (String) - The other person.
manage-withdraw-what = This is the request between you and { $name }. If you withdraw it:
manage-withdraw-nobody = nobody gets access
# $name (String) - The other person.
manage-withdraw-tells = we email { $name } to say that it was withdrawn
manage-withdraw-tells-practice = we tell the GP surgery to stop its checks
manage-withdraw-again = a new request can be made at any time
manage-withdraw-keep = Do not withdraw it
manage-withdraw-done = Request withdrawn
manage-withdraw-done-next = Nobody was given access. You do not need to do anything.

# $name (String) - The trusted person.
manage-revoke-title = Stop { $name }’s access?
# $name (String) - The patient.
manage-revoke-acting-title = Stop acting for { $name }?
# $name (String) - The trusted person.
manage-revoke-at-once = { $name } must stop using services for you at once.
# $name (String) - The patient.
manage-revoke-acting-at-once = You must stop using services for { $name } at once.
# $practice (String) - Name of the GP surgery.
manage-revoke-practice = We ask { $practice } to remove the access in its own system. Until then it may still work there.
# $name (String) - The other person.
manage-revoke-tells = We email you and { $name } to say that it has stopped.
manage-revoke-no-undo = You cannot undo this. A new request would have to be made.
# $name (String) - The trusted person.
manage-revoke-worried = If you worry about how { $name } will take it, talk to your GP surgery first.
manage-revoke-send = Stop the access
manage-revoke-keep = Do not stop it
manage-revoke-done = Access stopped
manage-revoke-done-next = What happens next
# $practice (String) - Name of the GP surgery.
manage-revoke-done-practice = { $practice } now removes it from its own system. Until then it may still work there.
# $number (String) - The surgery's telephone number.
manage-revoke-done-call = If this is urgent, call { $number }.
manage-revoke-done-urgent = If this is urgent, call the surgery.
manage-revoke-done-told = We email you and the other person to say that it has stopped.

manage-resend-title = Send the invitation again
# $name (String) - The trusted person.
# $day (String) - The day it was last sent.
manage-resend-what = We last sent the invitation for { $name } on { $day }.
manage-resend-spam = Ask them to look in their spam or junk folder first.
manage-resend-not-now = You cannot send it again today. An invitation can be sent again once a day, and three times in all.
manage-resend-address = We use the email address that NHS records have for the person. If it is out of date, they can change it with their GP surgery. Then you can withdraw this request and make a new one.
manage-resend-done = We are sending the invitation again

manage-new-code = Make a new code
# $name (String) - The trusted person.
manage-new-code-what = Do this if somebody else has seen the code for { $name }, or if it is lost. The code you have now, and every letter with it, stops working at once.
manage-new-code-not-now = You cannot make another code now. A minute must pass after each, and there are three new codes in all. You can withdraw the request and make a new one.
manage-new-code-done = The new code is ready

# $name (String) - The trusted person.
manage-code = Code for { $name }
# $name (String) - The trusted person.
manage-code-tell = Tell { $name } to go to this service, choose “I have an invitation code”, sign in with NHS login and enter the code. You can read it out on the phone: it has no letters O, I, L, S or B, and no 0, 1 or 5.
# $name (String) - The trusted person.
manage-code-not-yet = This code does not work yet. We are checking the details. We will email you when it works. Then you can give it to { $name } and print a letter.
# $name (String) - The trusted person.
manage-code-safe = Only { $name } can use it: we check who signs in. If you call your surgery about this invitation, you can give them this code.
manage-letter-link = Print a letter with the code
manage-letter-answer = How to answer
manage-letter-go = Go to this address:
# $link (String) - What the link on the start page says.
manage-letter-choose = Choose “{ $link }”, and sign in with NHS login.
manage-letter-enter = Enter this code:
# $name (String) - The patient, in full.
manage-letter-unknown = If you do not know { $name }, do not agree. You can throw this letter away.
manage-letter-never-ask = We will never ask for your password, your PIN or your bank details.

manage-print = A confirmation that you can print
manage-print-title = Confirmation of trusted person access
manage-print-patient = Patient
manage-print-trusted = Trusted person
manage-print-may = May do
manage-print-how-long = How long
manage-print-status = Now
manage-print-confirmed = Set up by the GP surgery on
# $date (String) - Today.
manage-print-made = As of { $date }. The service shows how it stands now.
manage-print-how = To print this page, use the print function of your browser.

manage-messages-none = We have not sent you any emails.
manage-messages-intro = These are the emails we sent to you, and to your GP surgery about the people you trust.

manage-undelivered-heading = Invitation not delivered
# $name (String) - Name of the person who was invited.
manage-undelivered-what = We could not deliver the invitation for { $name }. The email address may be wrong or no longer used.
manage-undelivered-link = Send it again, or to another address
manage-undelivered-title = Send the invitation to an email address that works
manage-undelivered-next = Ask the person for an email address they use. Send the invitation to the same address again only if you know that it is right.
manage-undelivered-enough = We cannot send this invitation to another address. Withdraw the request, ask the person for the right address, and invite them again.
manage-undelivered-send = Send the invitation
