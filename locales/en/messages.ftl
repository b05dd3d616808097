# E-mails (src/messages). Subjects never hold a name, a number or anything of the record.
# In English the name comes first: the functions' arguments follow the order of first use.

# $name (String) - Given name of the citizen, or the practice.
messages-dear = Dear { $name },
messages-hello = Hello,
messages-next = What happens next
messages-never-ask = We will never ask for your password, your PIN or your bank details by email.
messages-no-reply = This email was sent automatically. Please do not reply to it.
messages-pressure = If you feel pressured: contact your GP surgery or call 111. If you are in danger, call 999.
messages-nothing-to-do = You do not need to do anything.
# $reason (String) - A whole sentence.
messages-reason = The reason given: { $reason }
messages-see-request = See the request
messages-see-access = See the access
messages-sign-in = Sign in to see it

messages-subject-invitation = You have been asked to be a trusted person
messages-subject-pass-on = Your invitation is ready for you to give
messages-subject-reminder = Reminder: a request is waiting for your answer
messages-subject-not-answered = Your invitation has not been answered yet
messages-subject-request-started = We have started your request
messages-subject-moved-here = Your GP surgery will look at access that has ended
messages-subject-not-confirmed = We could not continue with your request
messages-subject-accepted = Your request was accepted
messages-subject-you-accepted = You have agreed to be a trusted person
messages-subject-declined = Your request was declined
messages-subject-your-request-ended = Your request has ended
messages-subject-request-ended = A request has ended
messages-subject-new-request = A new request is waiting
messages-subject-withdrawn = A request was withdrawn
messages-subject-access-set = Access has been set up
messages-subject-your-decision = A decision about your request
messages-subject-decision = A decision about a request
messages-subject-access-changed = Access has changed
messages-subject-suspended = Access is paused
messages-subject-resumed = Access is no longer paused
messages-subject-stopped = Access has ended
messages-subject-ending-soon = Access ends soon
messages-subject-removal-needed = Access must be removed
messages-subject-change-asked = A patient asks for a change
messages-subject-you-asked-change = You asked for a change
messages-subject-change-declined = Access stays as it is
messages-subject-closed = A request was closed
messages-subject-review-due = Does the access still fit?
messages-subject-review-needed = Access was suspended by a check
messages-subject-other = There is news about a request

# $name (String) - The patient, in full.
messages-invitation-who = { $name } has asked you to be their trusted person. You could then use some online GP services for them.
messages-invitation-could = If you agree, and their GP surgery agrees too, you could:
messages-invitation-free = You do not have to agree
messages-invitation-no = You can say no, and nobody is told why. If you agree now, you can still stop at any time.
messages-invitation-answer = Sign in with NHS login to see the request and answer it.
# $date (String) - The last day to answer.
messages-invitation-last-day = The last day to answer is { $date }. After that the request ends by itself.
# $name (String) - The patient, in full.
messages-invitation-unknown = If you do not know { $name }, do not agree. You can ignore this email.
messages-invitation-link = See the request and answer it
# $name (String) - The patient, in full.
messages-reminder-who = { $name } asked you to be their trusted person, so that you could use some online GP services for them. You have not answered yet.

# $name (String) - The trusted person.
messages-pass-on-what = We have checked the details of { $name }. You said that you would give them the invitation yourself. It is ready now.
# $name (String) - The trusted person.
messages-not-answered = { $name } has not answered your invitation yet.
messages-not-answered-next = If you have not given them the invitation yet, sign in to see the code or to print the letter. If you have, ask them to answer.
messages-pass-on-next = Sign in to see the code or to print the letter, and give it to the person. We do not write to them before they agree.

# $name (String) - The trusted person.
messages-request-started-what = You asked us to let { $name } use some online GP services for you. We have started your request.
# $name (String) - The trusted person.
# $days (Number) - Days to answer.
messages-request-started-next = We are checking the details you gave us. If we can confirm them, we will send { $name } an invitation. They then have { $days ->
    [one] { $days } day
   *[other] { $days } days
} to answer, and we will tell you when they do.
# $name (String) - The trusted person.
# $days (Number) - Days to answer.
messages-request-started-by-code = We are checking the details you gave us. If we can confirm them, we will email you, and you can give { $name } the invitation. They then have { $days ->
    [one] { $days } day
   *[other] { $days } days
} to answer, and we will tell you when they do.
messages-request-started-access = Nobody gets access before they have agreed and your GP surgery has set it up.
messages-request-started-change = If you did not make this request, or have changed your mind, sign in and withdraw it.

# $name (String) - The trusted person.
messages-moved-here-what = The access that { $name } had has ended. We have asked your GP surgery to look at it and decide whether to set it up again.
# $name (String) - The trusted person.
messages-moved-here-next = Nobody has to ask again. The surgery may contact you to talk about it. { $name } has no access until the surgery has set it up; we will email you when it has.
messages-moved-here-change = If you do not want this, sign in and withdraw the request.

# $name (String) - The trusted person.
messages-not-confirmed-what = We could not send { $name } an invitation. Either we could not confirm the details you gave us, or we have no way to reach them. To protect people’s privacy we cannot tell you more.
messages-nobody-has-access = The request has ended. Nobody was given access.
messages-not-confirmed-next = Check the details with the person, then make a new request. You can also ask your GP surgery to set up access for you.

# $name (String) - The trusted person.
# $practice (String) - The GP practice.
messages-accepted-gives = { $name } has agreed to be your trusted person. We have sent the request to your GP surgery, { $practice }.
# $practice (String) - The GP practice.
messages-accepted-gives-next = The surgery checks the request and may contact you to talk about it. We will email you when the access is set up. If you have heard nothing after 10 working days, contact the surgery, { $practice }.
messages-accepted-gives-change = Nobody has access yet. If you have changed your mind, sign in and withdraw the request.
# $name (String) - The patient.
messages-accepted-receives = You have agreed to be the trusted person of { $name }. We have sent the request to their GP surgery.
messages-accepted-receives-next = The surgery checks the request. You have no access yet. We will email you when it is set up.
messages-accepted-receives-change = If you did not agree to this, or have changed your mind, sign in and withdraw.

# $name (String) - The trusted person.
messages-declined-what = { $name } has decided not to be your trusted person.
messages-ask-again = You do not need to do anything. You can make a new request at any time.

# $name (String) - The trusted person.
messages-withdrawn-gives = The request for { $name } to be your trusted person was withdrawn.
# $name (String) - The patient.
messages-withdrawn-receives = The request for you to be the trusted person of { $name } was withdrawn. You have no access.
# $practice (String) - The GP practice.
messages-withdrawn-practice = A request that we sent to { $practice } was withdrawn before a decision was recorded.
messages-withdrawn-practice-next = Do not set up any access for it. If you have already done so in your GP system, remove it.

# $name (String) - The trusted person.
messages-lapsed-gives = { $name } did not answer the invitation in time.
# $name (String) - The patient.
messages-lapsed-receives = { $name } asked you to be their trusted person. The last day to answer has passed, and the request has ended. You have no access.

# $practice (String) - The GP practice.
messages-new-request-what = A request for trusted person access is waiting for { $practice }. The patient has asked for it and the trusted person has agreed.
messages-new-request-next = Sign in to see the request, talk to the patient and record your decision.

# $name (String) - The trusted person.
# $practice (String) - The GP practice.
messages-access-set-gives = Access for { $name } was set up by { $practice }. This is what they can do for you:
# $name (String) - The patient.
messages-access-set-receives = The GP surgery of { $name } has set up your access. This is what you can do for them:
# $practice (String) - The GP practice.
messages-access-gives-next = If this is not what you expected, contact your GP surgery, { $practice }. You can stop the access at any time: sign in and choose to stop it.
messages-access-receives-next = Use the access only as you have agreed with each other, and never share your sign-in details. You can stop at any time.
# $practice (String) - The GP practice.
messages-access-receives-where = Use the access where { $practice } offers its online services: in the NHS App, or in the surgery’s own online service. Sign in there with your own details. If you cannot find it, ask the surgery.
# $practice (String) - The GP practice.
messages-access-receives-in-app = Use the access in the NHS App: sign in there with your own details, and switch to the profile of the person you act for. If you cannot find it, ask { $practice }.
# $service (String) - The surgery's own online service.
# $practice (String) - The GP practice.
messages-access-receives-in-own = Use the access in { $service }, the online service of { $practice }. Sign in there with your own details. If you cannot find it, ask the surgery.
# $service (String) - The surgery's own online service.
# $practice (String) - The GP practice.
messages-access-receives-in-both = Use the access in the NHS App, where you switch to the profile of the person you act for, or in { $service }, the online service of { $practice }. Sign in there with your own details. If you cannot find it, ask the surgery.
# $practice (String) - The GP practice.
messages-access-receives-ask = Ask { $practice } where and how you use the access. Always sign in with your own details.

# $name (String) - The trusted person.
# $practice (String) - The GP practice.
messages-access-changed-gives = The access of { $name } was changed by { $practice }. This is what they can do for you now:
# $name (String) - The patient.
messages-access-changed-receives = The GP surgery of { $name } has changed your access. This is what you can do for them now:

# $name (String) - The trusted person.
# $practice (String) - The GP practice.
messages-refused-gives = Access for { $name } was refused by your GP surgery, { $practice }.
# $name (String) - The trusted person.
messages-refused-gives-ended = The request for { $name } to be your trusted person has ended. Nobody was given access.
# $practice (String) - The GP practice.
messages-refused-gives-next = You do not need to do anything. If you have questions, contact your GP surgery, { $practice }.
# $name (String) - The patient.
messages-refused-receives = The GP surgery of { $name } has decided not to give you access.
# $name (String) - The patient.
messages-refused-receives-ended = The request for you to be the trusted person of { $name } has ended. You have no access.

# $name (String) - The trusted person.
messages-suspended-gives = The access of { $name } to your GP services is paused. They cannot use it for now.
# $practice (String) - The GP practice.
messages-suspended-gives-next = The access stays paused until it has been reviewed. If you have questions, contact your GP surgery, { $practice }.
# $name (String) - The patient.
messages-suspended-receives = Your access to GP services for { $name } is paused. You cannot use it for now.
messages-suspended-receives-next = It stays paused until it has been reviewed. You do not need to do anything.

# $name (String) - The trusted person.
messages-resumed-gives = The access of { $name } to your GP services is no longer paused. This is what they can do for you:
# $name (String) - The patient.
messages-resumed-receives = Your access to GP services for { $name } is no longer paused. This is what you can do for them:

# $name (String) - The trusted person.
messages-stopped-gives-yourself = You have stopped the access of { $name }. They are no longer able to act for you.
# $name (String) - The trusted person.
messages-stopped-gives = The access of { $name } has ended. They are no longer able to act for you.
# $name (String) - The trusted person.
# $practice (String) - The GP practice.
messages-stopped-gives-practice = The access of { $name } was ended by { $practice }. They are no longer able to act for you.
# $practice (String) - The GP practice.
messages-stopped-gives-next = The access is off in this service. The surgery that set it up now removes it in its own system. If you are worried about who can see your information, contact { $practice }.
# $name (String) - The patient.
messages-stopped-receives-yourself = You have stopped acting for { $name }. Your access has ended.
# $name (String) - The patient.
messages-stopped-receives = Your access to GP services for { $name } has ended.
# $name (String) - The patient.
messages-stopped-receives-practice = The GP surgery of { $name } has ended your access.

# $name (String) - The trusted person.
# $date (String) - The last day.
messages-ending-soon-gives = The last day on which { $name } can use GP services for you is { $date }.
messages-ending-soon-gives-next = If you want it to go on, ask your GP surgery for a change before then. If not, you do not need to do anything: the access ends by itself.
# $name (String) - The patient.
# $date (String) - The last day.
messages-ending-soon-receives = The last day on which you can use GP services for { $name } is { $date }.
messages-ending-soon-receives-next = You do not need to do anything: your access ends by itself. The person you act for can ask their GP surgery to let it go on.

# $practice (String) - The GP practice.
messages-removal-needed-what = Access that { $practice } set up for a trusted person has ended.
messages-removal-needed-next = Remove it in your GP system now. Then sign in and record that it is removed.

# $practice (String) - The GP practice.
messages-change-asked-what = A patient of { $practice } asks for a change to the access of a trusted person.
# $practice (String) - The GP practice.
# $name (String) - The trusted person.
messages-change-asked-gives = You asked { $practice } to change the access of { $name } to this:
messages-change-asked-gives-next = The surgery decides. Until then the access stays as it is. We email you when it has decided. If you did not ask for this, or have changed your mind, sign in and take it back.
messages-change-asked-next = Sign in to see what is asked for. Change the access in your GP system and record it, or leave it as it is.

# $practice (String) - The GP practice.
# $name (String) - The trusted person.
messages-change-declined-what = { $practice } has not made the change that you asked for. The access of { $name } stays as it is:
# $practice (String) - The GP practice.
messages-change-declined-next = If you have questions, contact your GP surgery, { $practice }. You can stop the access at any time.

# $name (String) - The trusted person.
messages-closed-gives = We have closed your request for { $name } to be your trusted person. Nobody was given access.
messages-closed-gives-next = If somebody needs to act for you, contact your GP surgery.
# $name (String) - The patient.
messages-closed-receives = We have closed the request for you to be the trusted person of { $name }. You have no access.
messages-closed-receives-next = You do not need to do anything.

# $name (String) - The trusted person.
messages-review-due-gives = { $name } has been able to use GP services for you for a long time, with no end date. This is what they can do:
messages-review-due-gives-next = Think about whether this is still what you want. If it is, you do not need to do anything. If not, you can ask for a change or stop the access at any time.
# $practice (String) - The GP practice.
messages-review-due-what = Access that { $practice } set up for a trusted person has no end date, and nobody has looked at it for a year.
messages-review-due-next = Sign in and look at whether the access is still needed and safe.

# $practice (String) - The GP practice.
messages-review-needed-what = Access that { $practice } set up for a trusted person was suspended after a check with NHS records or the national store.
messages-review-needed-next = Sign in to see why. Suspend it in your GP system, then decide whether it goes on or ends.

messages-other-what = There is news about a request for trusted person access. Sign in to see it.

messages-detail-delegator = Patient
messages-detail-delegator-number = NHS number of the patient
messages-detail-delegate = Trusted person
messages-detail-delegate-number = NHS number of the trusted person
messages-detail-requested = Date of the request
messages-detail-accepted = Date it was accepted
messages-detail-not-accepted = Not accepted

# What each is called: to staff at a case
messages-in-case-invitation = Invitation
messages-in-case-request-started = Request started
messages-in-case-moved-here = New practice asked to look at access
messages-in-case-not-confirmed = Details not confirmed
messages-in-case-reminder = Reminder
messages-in-case-accepted = Invitation accepted
messages-in-case-declined = Invitation declined
messages-in-case-withdrawn = Request withdrawn
messages-in-case-lapsed = No answer in time
messages-in-case-new-request = New request
messages-in-case-access-set = Access set
messages-in-case-refused = Request refused
messages-in-case-access-changed = Access changed
messages-in-case-suspended = Access suspended
messages-in-case-resumed = Access no longer suspended
messages-in-case-stopped = Access stopped
messages-in-case-ending-soon = Access ends soon
messages-in-case-removal-needed = Removal needed
messages-in-case-change-asked = Change asked for
messages-in-case-change-declined = Access stays as it is
messages-in-case-closed = Request closed
messages-in-case-review-due = Yearly question whether access still fits
messages-in-case-review-needed = Access suspended by a check

# … to citizens, in the list of what was sent
messages-to-citizens-invitation = Invitation
messages-to-citizens-request-started = We have started your request
messages-to-citizens-moved-here = Your GP surgery was asked to look at access
messages-to-citizens-not-confirmed = Details could not be confirmed
messages-to-citizens-reminder = Reminder to answer
messages-to-citizens-accepted = Request accepted
messages-to-citizens-declined = Request declined
messages-to-citizens-withdrawn = Request withdrawn
messages-to-citizens-lapsed = Not answered in time
messages-to-citizens-new-request = A request waits for the surgery
messages-to-citizens-access-set = Access has been set up
messages-to-citizens-refused = Request not approved
messages-to-citizens-access-changed = Access has changed
messages-to-citizens-suspended = Access is paused
messages-to-citizens-resumed = Access is no longer paused
messages-to-citizens-stopped = Access has ended
messages-to-citizens-ending-soon = Access ends soon
messages-to-citizens-removal-needed = Access to be removed by the surgery
messages-to-citizens-change-asked = Your wish for a change
messages-to-citizens-change-declined = Access stays as it is
messages-to-citizens-closed = Request closed
messages-to-citizens-review-due = Does the access still fit?
messages-to-citizens-review-needed = Access to be looked at by the surgery

# … and where a practice chooses what it is sent.
messages-in-settings-withdrawn = A request was taken back
messages-in-settings-new-request = A new request
messages-in-settings-removal-needed = Access has ended and must be removed from your clinical system
messages-in-settings-change-asked = A patient asks for other access
messages-in-settings-review-due = A year has passed, and access should be looked at again
messages-in-settings-review-needed = Access was suspended by a check and must be looked at
