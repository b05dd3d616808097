## The GP record: what a trusted person or the patient sees of it, who looked, and what staff see that others would see

# $name (String) - Whose record it is.
health-record-banner = You are looking at { $name }’s record
health-record-banner-own = You are looking at your own record
health-record-way-back = Back to your own pages
# The sentence is given word for word by the guidance on citizen services.
health-record-limited = This is a limited view of the Patient Record and may not include any free text. Information that is considered to be sensitive or that existed before the creation of this service may not be available for viewing online.
health-record-title = GP record
# $name (String) - Whose record it is.
health-record-look = Look at { $name }’s GP record
health-record-look-own = Look at your GP record
health-record-how-far = How much you see
# $day (String) - The day from which the level counts.
# $level (String) - The level of what is older.
health-record-how-far-before = What was recorded before { $day }: { $level }. More is shown where the surgery has reviewed it.
# $practice (String) - Name of the GP surgery.
health-record-held-by = { $practice } keeps this record. If something in it is wrong or missing, contact the surgery.
# $practice (String) - Name of the GP surgery.
# $number (String) - Its telephone number.
health-record-held-by-call = { $practice } keeps this record. If something in it is wrong or missing, call the surgery on { $number }.
# $day (String) - From which day the record is whole.
health-record-in-transit = The record from the surgery before this one has not arrived yet. Things recorded before { $day } may be missing.
# $day (String) - From which day the record is whole.
health-record-awaiting-filing = The surgery has not added everything to the record yet. Things recorded before { $day } may be missing.
health-record-contents = What is in the record
# $group (String) - A part of the record, such as Medicines.
# $count (Number) - How many entries are seen.
health-record-counted = { $group } ({ NUMBER($count, useGrouping: "false") })
health-record-nothing = There is nothing here that you can see.
health-record-overview = Back to the contents of the record
health-record-safety = If somebody needs help now, call 999. For advice on what you read here, ask the surgery or call 111.

health-record-medicines = Medicines
health-record-allergies = Allergies and bad reactions
health-record-problems = Health problems
health-record-consultations = Consultations
health-record-results = Test results
health-record-immunisations = Vaccinations
health-record-referrals = Referrals
health-record-documents = Documents
health-record-other = Other entries
health-record-comments = Other notes
health-record-details = Name, address and registration
health-record-diary = The surgery’s reminders

health-record-repeat = Repeat medicines
health-record-current-medicines = Other medicines now
health-record-past-medicines = Past medicines
health-record-current-allergies = Allergies now
health-record-past-allergies = Past allergies
health-record-current-problems = Problems now
health-record-past-problems = Past problems

health-record-what = What
health-record-when = When
health-record-more = Details
health-record-by = Recorded by
health-record-no-term = An entry without a description
health-record-no-day = No date
health-record-consultation = Consultation
health-record-document = Document
health-record-unknown = Not recorded
health-record-problem = Problem

health-record-sort = Sort by
health-record-sort-date = Date
health-record-sort-type = Type
health-record-sort-problem = Problem
health-record-sort-source = Who recorded it

health-record-value = Value
health-record-range = Usual range
# $from (String) - The lowest usual value.
# $to (String) - The highest, with its unit.
health-record-range-between = { $from } to { $to }
# $from (String) - The lowest usual value, with its unit.
health-record-range-from = { $from } or more
# $to (String) - The highest usual value, with its unit.
health-record-range-to = { $to } or less
health-record-dose = How to take it
health-record-quantity = Amount
health-record-repeats = Number of repeats allowed
health-record-last-issued = Last prescribed
health-record-until = Until
health-record-ended = Ended
health-record-reaction = Reaction
health-record-severity = How bad
health-record-mild = Mild
health-record-moderate = Moderate
health-record-severe = Severe
health-record-not-given = Not given
health-record-to = To
health-record-note = Note
health-record-open = Download the document
health-record-no-file = This document is not available online. Ask the surgery for it.

health-record-trends = Changes over time
# $first (String) - The first value with its unit.
# $from (String) - Its day.
# $last (String) - The last value with its unit.
# $to (String) - Its day.
health-record-trend = From { $first } on { $from } to { $last } on { $to }

health-record-name = Name
health-record-born = Date of birth
health-record-address = Address
health-record-contacts = Telephone and email
health-record-registered = Registered since

health-record-looks = Who looked at your record
health-record-looks-intro = We write it down each time somebody looks at your GP record here. If you do not know why somebody looked, ask your GP surgery.
health-record-looks-stop = To keep somebody from looking, stop or pause their access. Start from your home page.
# $count (Number) - How many are listed.
health-record-looks-first = The newest { $count } are listed here.
health-record-looks-none = Nobody has looked at your record here.
health-record-looks-who = Who
health-record-looks-what = What they looked at
health-record-looks-how-far = How much they could see
health-record-looks-you = You
# $name (String) - Name of a member of staff.
# $practice (String) - Name of the GP surgery.
health-record-looks-staff = { $name } of { $practice }
health-record-looks-removed = Somebody whose name we no longer hold
health-record-looks-contents = The contents of the record
health-record-looks-file = A document
health-record-looks-levels = A check of what a trusted person would see
health-record-looks-every-level = Every level

health-record-would-see = What would they see?
health-record-would-see-intro = How much of the record each level would show today, within what your practice offers online. No level shows entries that are restricted from view, confidential, not for the patient, not reviewed or not filed.
# $level (String) - How much of the record.
health-record-would-see-most = For this patient, your practice shows at most: { $level }. Levels that go further show no more than that.
# $date (String) - The day.
# $level (String) - How much of the record.
health-record-would-see-most-older = Of what is older than { $date }, it shows at most: { $level }.
health-record-would-see-none = This service holds no record of this patient that could be shown. You can still decide: each level is explained where you choose it.
health-record-would-see-counts = How many entries each level shows
health-record-would-see-kind = Part of the record
health-record-would-see-sum = Total
health-record-would-see-difference = The difference between two levels
health-record-would-see-from = First level
health-record-would-see-to = Second level
health-record-would-see-listed = Entries that differ
health-record-would-see-compare = Compare
# $count (Number) - How many entries differ.
health-record-would-see-more = { $count ->
    [0] Both levels show the same entries.
    [one] { $count } entry is shown only by the higher level, or with more of it.
   *[other] { $count } entries are shown only by the higher level, or with more of them.
}
# $count (Number) - How many are listed.
health-record-would-see-first = The newest { $count } are listed here.
health-record-would-see-shown = What the higher level adds
health-record-would-see-new = The entry
health-record-would-see-fuller = What is written beside it
