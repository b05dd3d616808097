## One case, for practice staff

case-title = Request
case-back = Back to all requests
# $delegate (String) - The trusted person.
# $delegator (String) - The patient.
case-names = { $delegate } to act for { $delegator }
case-patient = Patient
case-trusted = Trusted person
case-name = Name
case-born = Date of birth
case-number = NHS number
case-practice = GP practice
case-identity = Identity
case-identity-seen = Checked by NHS login to the high level (P9)
case-identity-not-seen = Not checked here
case-account = Online account
case-account-open = Open the account
# $name (String) - The trusted person.
case-account-none = { $name } has no account here. One will be made
# $name (String) - The trusted person.
case-account-has = { $name } has an account here
# $date (String) - The day.
case-account-verified = Identity was verified here on { $date }
case-account-by-login = NHS login checked their identity (P9)
case-account-not-verified = Their identity is not verified. Before you confirm, verify it on the page of their online account
case-account-links = It will be linked with the NHS login that they accepted with
case-account-linked = It is linked
case-account-by-letter = It is not linked any more. The access works when they have linked it again with the letter from your practice
case-account-off = Your practice has switched it off. Nothing can be done with it until it is switched on again
case-account-made = Online account made
case-account-linked-so = Online account linked with their NHS login
case-account-associated = Access given to the online account
case-account-renewed = Access of the online account renewed
case-account-patient-asked = The patient asked to suspend the access. Talk to the patient before it goes on
# $date (String) - The day.
case-born-on = Born { $date }
# $number (String) - Ten digits.
case-number-is = NHS number { $number }
# $name (String) - The member of staff.
# $when (String) - Day and time.
case-checked-by = { $name }, { $when }
case-relationship = Related to the patient as
case-unknown = Not known
case-asked = Access asked for
case-set = Access set by the practice
case-services = May do
case-how-long = How long
case-wished = Change that the patient asks for
case-decision = What you can do now
case-stage-waits = Waits for your decision
case-stage-refused = Refused
case-stage-suspended = Suspended
case-stage-removal = To be removed
case-confirm = Confirm access
case-reconsider = Reconsider and confirm access
case-refuse = Refuse

case-dates = Dates
case-started-by = Started by
case-started = Started
case-invited = Invitation sent
case-response = Response
case-responded = Response given
case-sent = Sent to the practice
case-confirmed = Confirmed by the practice
case-confirmed-at = Confirmed
case-accepted = Accepted
case-declined = Declined
case-not-yet = Not yet

case-history = History
case-note = Note:
# $name (String) - The patient.
case-who-patient = { $name } (patient)
# $name (String) - The trusted person.
case-who-trusted = { $name } (trusted person)
# $name (String) - The member of staff.
case-who-staff = { $name } (practice)
case-who-some-staff = The practice
case-who-system = This service
case-who-program = Your practice’s computer system
case-event-requested = Request made
case-event-details = Details of the trusted person confirmed with NHS records
case-event-no-details = Details of the trusted person could not be confirmed
case-event-contact = Email address found
case-event-by-code = The patient gives the invitation to the trusted person themselves
case-event-invited = Invitation sent
case-event-reminded = Reminder sent
case-event-accepted = The trusted person accepted
case-event-declined = The trusted person declined
case-event-withdrawn = Request withdrawn
case-event-lapsed = Invitation not answered in time
case-event-sent = Sent to the practice
case-event-applied = Access confirmed by the practice
case-event-refused = Request refused by the practice
case-event-changed = Access changed
case-event-suspended = Access suspended
case-event-resumed = Access no longer suspended
case-event-revoked = Access stopped
case-event-removed = Removal from the clinical system confirmed
case-event-reactivated = Access set again
case-event-finished = Process finished
case-event-resent = Invitation sent again
case-event-closed = Request closed by the service
case-event-change-asked = The patient asked for other access
case-event-change-declined = The practice left the access as it is
case-event-ending-soon = Both were told that the access ends soon
case-event-review-due = A year has passed: both sides were asked whether the access still fits
# $date (String) - The last day of access.
case-last-day = Last day: { $date }.
case-contact-pds = From NHS records.
case-contact-patient = From the patient’s request, because NHS records have none.
# $date (String) - The last day.
case-answer-by = To be answered by { $date }.
# $method (String) - How consent was given.
case-consent = Consent was given: { $method }

case-messages = Messages sent
case-no-messages = No messages have been sent.
case-message = Message
case-message-to = To
case-message-when = Date
case-message-state = State
case-letter-sent = Sent
case-letter-failed = Could not be sent
case-letter-again = Trying again
case-letter-queued = Waiting to be sent
case-letter-muted = Not sent: switched off by the practice
case-letter-by-mesh = By MESH
case-letter-by-secure-email = By secure email
case-letter-by-email = By email
case-letter-by-notice = By email, without details
case-letter-not-by-mesh = Not delivered by MESH
case-letter-email-instead = Not delivered by MESH; sent by secure email instead
case-letter-notice-instead = Not delivered by MESH; sent by email without details instead
# $message (String) - Which message.
# $when (String) - Day and time when it was to go.
case-undelivered-mesh = MESH did not deliver a message to your practice: “{ $message }”, { $when }.
# $message (String) - Which message.
# $when (String) - Day and time when it was to go.
case-undelivered-email = We could not send a message to your practice: “{ $message }”, { $when }.
case-undelivered-heading = Message not delivered
case-undelivered-went-email = We sent it by secure email instead.
case-undelivered-went-notice = We sent an email without patient details instead.
case-undelivered-goes = We are sending it by email instead.
case-undelivered-nobody = Nobody at your practice was told by a message.
case-undelivered-settings = Check how messages go to your practice
case-undelivered-retry = When this is put right, have the message sent again
case-undelivered-until = This goes away when your practice has dealt with the request, or when a later message about it arrives.

# $name (String) - The member of staff.
# $when (String) - Day and time.
case-taken = { $name } has taken this request, { $when }.
case-take = Take this request
case-take-over = Take this request over
case-release = Let go of this request
case-notes = Notes
case-note-add = Add a note
case-note-hint = Only your practice sees notes. They cannot be changed or deleted. The patient may ask to read them.
case-note-send = Keep this note
case-note-empty = Enter a note
case-letter-retry = Try again
case-print = Sheet for the patient’s record
# $date (String) - Today.
# $name (String) - The member of staff.
case-print-made = Printed on { $date } by { $name }.
case-print-reference = Reference:
case-reads = Who looked at this request
case-read-who = Who
case-read-what = What
case-read-when = When
case-read-case = The request
case-read-print = The sheet for the record
case-read-export = In a file of the list
case-read-national = Everything in the national store about both people
# $name (String) - Whose number it is.
case-copy-whose = the NHS number of { $name }
case-copy = Copy
case-copied = Copied
