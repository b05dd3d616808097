## Attempts of staff to reach the patient or the trusted person

contacts-record = Record a contact
contacts-whom = Who did you try to reach?
contacts-whom-empty = Select who you tried to reach
contacts-patient = The patient
contacts-trusted = The trusted person
contacts-way = How did you try to reach them?
contacts-way-empty = Select how you tried to reach them
contacts-phone = Phone
contacts-letter = Letter
contacts-message = Message
contacts-in-person = In person
contacts-outcome = What happened?
contacts-outcome-empty = Select what happened
contacts-no-answer = No answer
contacts-left-message = Left a message
contacts-spoke = Spoke to them
contacts-wrong-number = Wrong number
contacts-on = When was it?
contacts-on-hint = Today, or a day since the request was made
contacts-on-ahead = The day must be today or in the past
contacts-on-before = The day must not be before the request was made
contacts-day-empty = Enter the day
# $missing (String) - Which parts.
contacts-day-missing = The day must include { $missing }
contacts-day-not-real = The day must be a real date
contacts-note = Note on this contact (optional)
contacts-send = Keep this contact
contacts-event-patient = Contact with the patient
contacts-event-trusted = Contact with the trusted person
# $date (String) - The day.
# $outcome (String) - What came of it.
# $way (String) - How they tried.
contacts-event = { $date }: { $outcome } ({ $way })
