## Getting a patient’s record from the practice they were registered with before: pages for practice staff

record-fetch-title = Get the record from the previous practice
record-fetch-list = Records from other practices
record-fetch-one = Record from the previous practice
record-fetch-none = No record has been asked for yet.
record-fetch-means = We ask the system of the patient’s previous practice for the whole record with its documents. Nothing is added to the record here until you have looked at what came.
record-fetch-means-first = Register the patient first. The previous practice gives the record only when PDS shows that the patient is registered with you.
record-fetch-number-hint = 10 digits, such as 999 000 0018
record-fetch-number-wrong = Enter an NHS number, such as 999 000 0018
record-fetch-born-hint = For example, 12 3 1951
record-fetch-born-wrong = Enter a date of birth, such as 12 3 1951
record-fetch-from-label = ODS code of the previous practice
record-fetch-from-hint = For example, A81001
record-fetch-from-wrong = Enter an ODS code, such as A81001
record-fetch-choice = Confidential items
record-fetch-with = With confidential items
record-fetch-with-hint = Everything that belongs to a transfer between practices. Choose this for a patient who is registered with you.
record-fetch-without = Without confidential items
record-fetch-without-hint = The previous practice leaves out what it has marked as confidential, and says so.
record-fetch-choice-wrong = Choose with or without confidential items
record-fetch-ask = Ask for the record
record-fetch-under-way = This record is already on its way, or is waiting for you. You can find it in the list.
record-fetch-oneself = This is your own practice. Enter the code of the practice where the patient was registered before.
record-fetch-patient = Patient
record-fetch-from = Previous practice
record-fetch-state = Status
record-fetch-asked = Asked for
record-fetch-changed = Last change
record-fetch-about = About this request
record-fetch-case = The request of the trusted person
record-fetch-state-asked = Being asked for
record-fetch-state-staged = Here, waiting for you
record-fetch-state-taking = Being taken over
record-fetch-state-documents = Taken over, documents on their way
record-fetch-state-done = Taken over
record-fetch-state-thrown-away = Thrown away
record-fetch-state-failed = Could not get it
record-fetch-state-lapsed = Not taken over in time
record-fetch-waits = You do not have to wait on this page.
record-fetch-look-again = Check the status again
record-fetch-problem = There is a problem
record-fetch-tried-again = We keep trying by ourselves.
# $name (String) - The patient.
# $number (String) - Their NHS number.
record-fetch-who = { $name }, NHS number { $number }
record-fetch-differs = The previous practice’s details do not match
record-fetch-differs-means = They are not the same here or in PDS. Make sure that it is the record of your patient before you take it over.
record-fetch-differed = These details differed when you took it over.
# $value (String) - What the previous practice has.
record-fetch-differs-theirs = Previous practice: { $value }
# $value (String) - What is written here.
record-fetch-differs-ours = Here: { $value }
record-fetch-family = Family name
record-fetch-given = Given names
record-fetch-gender = Gender
record-fetch-warnings = What to know about this record
# $code (String) - What the warning is.
record-fetch-warns = { $code } This affects:
record-fetch-says = The previous practice says:
record-fetch-warning-confidential = The previous practice left out confidential items.
record-fetch-warning-transit = The previous practice does not have the whole record of an earlier practice yet.
record-fetch-warning-filing = The previous practice has items that nobody has filed yet.
record-fetch-warning-other = The previous practice gives a warning that this service does not know.
record-fetch-foreign-id = The answer does not carry the number of our request. Some systems do not send it back. Check that it is the record of your patient.
record-fetch-no-profile = The answer does not say that it follows the national format for records.
# $count (String) - How many.
record-fetch-doubled = Entries that came twice and are kept once: { $count }
record-fetch-holds-heading = What it holds
# $count (String) - How many.
record-fetch-holds = Entries: { $count }
# $count (String) - How many.
record-fetch-holds-documents = Documents that can be asked for: { $count }
# $count (String) - How many.
record-fetch-absent = Documents that the previous practice does not hold: { $count }
# $count (String) - How many.
record-fetch-nopat = Entries that neither the patient nor their trusted people may see: { $count }. They keep that mark.
record-fetch-take-means = When you take it over, it becomes the patient’s record here, and we ask for the documents one by one.
# $when (String) - Day and time.
record-fetch-until = If nobody has taken it over by { $when }, what came is deleted.
record-fetch-take = Take over the record
record-fetch-throw-away = Throw away the record
record-fetch-stop = Stop asking for the record
record-fetch-again = Try again
record-fetch-came = Taken over
# $count (String) - How many.
record-fetch-taken = Entries: { $count }
# $count (String) - How many.
record-fetch-refused = Entries that could not be taken over: { $count }
# $count (String) - How many.
# $total (String) - Of how many.
record-fetch-here = { $count } of { $total } documents are here.
# $count (String) - How many.
# $why (String) - Sentences that say why, and what to do.
record-fetch-missing = Documents that will not come: { $count }. { $why }

## Why a record cannot be had, and what to do

record-fetch-no-number = PDS does not know this NHS number.
record-fetch-no-number-next = Check the number with the patient, and ask for the record again.
record-fetch-superseded = PDS has a newer NHS number for this patient.
record-fetch-superseded-next = Look the patient up in PDS, and ask for the record with the newer number.
record-fetch-birth = PDS has another date of birth for this NHS number.
record-fetch-birth-next = Check number and date of birth with the patient, and ask for the record again.
record-fetch-restricted = The patient’s record is restricted in PDS.
record-fetch-by-phone-next = Ring the previous practice, and have it sent in another way.
record-fetch-not-yours = PDS does not say that the patient is registered with you.
record-fetch-not-yours-next = Register the patient, wait until PDS shows it, and try again.
record-fetch-not-offered = This practice’s system does not give out records in this way.
record-fetch-not-offered-next = Check the ODS code. If it is right, ring the previous practice, and have the record sent in another way.
record-fetch-unknown = The previous practice has no record that it may show under this NHS number.
record-fetch-unknown-next = Ask the patient where they were registered before. If the practice is right, ring it: it may not have verified the number, or it may be holding the record back to protect the patient.
record-fetch-no-consent = The patient has told the previous practice not to share the record.
record-fetch-no-consent-next = Speak to the patient. Only they can change this, at the previous practice.
record-fetch-not-matched = The previous practice could not match the patient with PDS.
record-fetch-other = What came is not this patient’s record. Nothing of it was taken over.
record-fetch-operator-next = Tell the people who run this service.
record-fetch-unfit = What came cannot be read as a record, or is not whole.
record-fetch-unfit-next = Try again. If it happens again, tell the people who run this service.
record-fetch-large = The record or document is too large for this service.
record-fetch-same-id = A document of another patient of your practice has the same number, so this one cannot be kept.
record-fetch-not-decided = Nobody took over the record in time, so what had come was deleted. Nothing was changed here.
record-fetch-not-decided-next = If you still need it, ask for it again.
record-fetch-not-taken = The record could not be taken over. Nothing was changed here.
record-fetch-gone = The previous practice’s system does not have it, or does not give it out.
record-fetch-denied = Your practice cannot ask for records in this way at the moment.
record-fetch-away = The previous practice’s system, or the way to it, is not answering.
record-fetch-away-next = You do not have to do anything now.
record-fetch-gave-up-next = Try again later. If it still does not work, ring the previous practice.

## On the page of a case

record-fetch-case-key = Record of the previous practice
record-fetch-case-none = Not asked for yet
record-fetch-case-look = Look at it
record-fetch-case-look-hidden = the record of the previous practice
