# Plain words for the terms of the domain, shared by pages and messages (src/wording).
# In English the name comes before the day: the functions' arguments follow the order of first use.

words-service-book-appointments = Book, change and cancel appointments
words-service-order-prescriptions = Order repeat prescriptions
words-service-view-record = See the GP record
words-service-message-surgery = Send messages to the GP surgery and read its answers

words-record-none = Not the GP record
words-record-summary = Summary
words-record-detailed = Detailed record
words-record-documents = Detailed record and documents
words-record-full = Full record
words-record-none-hint = Nothing from the GP record can be seen.
words-record-summary-hint = Medicines, allergies and bad reactions to medicines.
words-record-detailed-hint = The summary, and health conditions, test results and vaccinations, without notes.
words-record-documents-hint = The detailed record, and documents such as letters from hospitals.
words-record-full-hint = Everything the GP surgery shares online, with notes of consultations.

words-see-summary = See a summary of the GP record: medicines, allergies and bad reactions to medicines
words-see-detailed = See the detailed GP record: the summary, health conditions, test results and vaccinations
words-see-documents = See the detailed GP record and its documents, such as letters from hospitals
words-see-full = See the full GP record: everything the GP surgery shares online, with notes of consultations

# $starts (String) - First day, such as 21 November 2026.
# $ends (String) - Last day.
words-dates-until = From { $starts } to { $ends }
# $starts (String) - First day.
words-dates-open = From { $starts }, with no end date

words-relationship-partner = Husband, wife, civil partner or partner
words-relationship-parent = Parent, or somebody who was like a parent
words-relationship-child = Grown-up son or daughter
words-relationship-sibling = Brother or sister
words-relationship-other-relative = Another relative
words-relationship-friend = Friend or neighbour
words-relationship-carer = Unpaid carer

words-why-gives-not-needed = Your GP surgery does not think that this access is needed.
words-why-gives-safe = Your GP surgery wants to be sure that you are safe.
words-why-gives-identity = Your GP surgery could not confirm who the other person is.
words-why-gives-no-consent = Your GP surgery could not confirm that you agree.
words-why-gives-other = Your GP surgery has another reason. You can ask the surgery about it.
words-why-gives-review = Your GP surgery is looking at whether this is still right for you.
words-why-gives-you-asked = You asked your GP surgery to end it.
words-why-gives-relationship = The relationship between you and the other person has changed.
words-why-gives-left-trial = Your GP surgery no longer takes part in this service.
words-why-receives-not-needed = The GP surgery does not think that this access is needed.
words-why-receives-identity = The GP surgery could not confirm who you are.
words-why-receives-able = The GP surgery is not sure that you are able to do this.
words-why-receives-not-living-here = You do not live in England or Wales.
words-why-receives-other = The GP surgery has another reason.
words-why-receives-review = The GP surgery is looking at the access again.
words-why-receives-you-asked = You asked the GP surgery to end it.
words-why-receives-left-trial = The GP surgery no longer takes part in this service.
words-why-no-legal-basis = There is no legal basis for this access.
words-why-misuse = The access was not used as agreed.
words-why-not-used = The access was not used for a long time.
words-why-end-date = The end date was reached.

words-less = This is less than you asked for.
words-less-not-needed = Your GP surgery does not think that you need the rest.
words-less-not-offered = Your GP surgery cannot offer the rest online.
words-less-talk-first = Your GP surgery wants to talk with you about the rest first.
words-less-ask = You can ask your GP surgery why.

words-close-practice-left = The GP surgery no longer takes part in this service.
words-close-delegator-left = The patient has moved to another GP surgery.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-could-not-go-on = We closed your request for { $name } on { $date }. It could not go on.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-could-not-go-on = We closed the request of { $name } on { $date }. It could not go on.

words-decline-does-not-know = I do not know this person
words-decline-not-now = I cannot, or do not want to, take this on
words-decline-somebody-else = Somebody else would be better
words-decline-pressure = I feel pressured to agree

words-stage-checking = Checking details
words-stage-not-confirmed = Details not confirmed
words-stage-invited = Waiting for an answer
words-stage-declined = Declined
words-stage-withdrawn = Withdrawn
words-stage-lapsed = Not answered in time
words-stage-with-practice = With the GP surgery
words-stage-refused = Not approved
words-stage-active = Active
words-stage-suspended = Paused
words-stage-ending = Ended, to be removed
words-stage-ended = Ended

# $name (String) - The trusted person.
# $date (String) - The day it happened.
words-gives-checking = We are checking the details of { $name }. You made this request on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-not-confirmed = We could not confirm the details of { $name } on { $date }. We did not send an invitation.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-invited = We sent { $name } an invitation on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-invited-by-code = Your invitation for { $name } was ready on { $date }. You give it to them yourself.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-declined = { $name } said no on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-withdrawn = The request for { $name } was withdrawn on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-lapsed = { $name } did not answer in time. The request ended on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-with-practice = { $name } agreed, and we sent the request to your GP surgery on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-moved-here = { $name } had access when you were with another GP surgery. We asked your new GP surgery on { $date } to look at it.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-refused = Access for { $name } was refused by your GP surgery on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-closed = The request for { $name } ended on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-active = Your GP surgery set up the access of { $name } on { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-suspended = The access of { $name } has been paused since { $date }.
# $name (String) - The trusted person.
# $date (String) - The day.
words-gives-ended = The access of { $name } ended on { $date }.

# $name (String) - The patient.
# $date (String) - The day.
words-receives-invited = { $name } asked you on { $date } to be their trusted person.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-declined = You said no to { $name } on { $date }.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-withdrawn = The request from { $name } was withdrawn on { $date }.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-lapsed = The request from { $name } was not answered in time. It ended on { $date }.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-with-practice = You agreed to act for { $name }. We sent the request to their GP surgery on { $date }.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-refused = The GP surgery of { $name } decided on { $date } not to give you access.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-closed = The request from { $name } ended on { $date }.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-active = The GP surgery of { $name } set up your access on { $date }.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-suspended = Your access for { $name } has been paused since { $date }.
# $name (String) - The patient.
# $date (String) - The day.
words-receives-ended = Your access for { $name } ended on { $date }.

words-next-checking = We will email you when the details have been checked.
words-next-not-confirmed = Check the details with the person, then make a new request.
# $date (String) - The last day to answer.
words-next-invited = They can answer until { $date }. You can withdraw the request at any time.
words-next-may-ask-again = Nobody was given access. You can make a new request at any time.
words-next-with-practice = Your GP surgery checks the request and may contact you. Nobody has access yet.
words-next-refused = Nobody was given access. If you have questions, contact your GP surgery.
words-next-active = You can stop the access at any time.
words-next-suspended = The access cannot be used until it has been reviewed.
words-next-ending = The access is off here. Your GP surgery must still remove it in its own system.
words-next-ended = The access has been removed. You can make a new request at any time.
# $date (String) - The last day to answer.
words-next-answer = Answer by { $date }. You do not have to agree.
words-next-wait = The GP surgery checks the request. You have no access yet.
words-next-may-stop = You can stop acting for them at any time.
words-next-nothing = You do not need to do anything.
