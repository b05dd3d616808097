## Online service accounts, for practice staff

accounts-title = Online service accounts
accounts-one = Online service account
accounts-all = All accounts
accounts-back = Back to all accounts
accounts-back-to-account = Back to the account
# $name (String) - The holder.
# $number (String) - Nine digits.
accounts-names = { $name }, account { $number }
accounts-holder = Account holder
accounts-account-number = Account ID
accounts-status = Status
accounts-acts-for = Acts for others
accounts-opened = Made
accounts-saved = Your change is saved
accounts-none = None
accounts-never = Not yet
# $count (Number) - How many accounts were found.
accounts-found = { $count ->
    [one] { $count } account found
   *[other] { $count } accounts found
}
accounts-none-found = No account was found.
accounts-none-yet = Your practice has no accounts yet.
accounts-search = Search by name, NHS number or account ID
accounts-search-hint = The beginning of a first or last name, a whole NHS number, or the 9 digits on a letter.
accounts-search-short = An NHS number has 10 digits, an account ID 9

accounts-status-active = Active
accounts-status-off = Switched off by the practice
accounts-status-not-linked = Not linked yet
accounts-status-not-verified = Identity not verified
accounts-status-not-associated = No access today
accounts-was-off = Switched off because
accounts-next = What to do now
accounts-next-why = Not active because
accounts-next-holder = Not linked yet: the account holder links it with the letter. If the letter is lost, make another linkage key

# $label (String) - What is asked.
accounts-optional = { $label } (optional)
accounts-title-of = Title
accounts-given-name = First names
accounts-given-name-hint = Leave this empty if the person has only one name, and enter that name as the last name.
accounts-family-name = Last name
accounts-family-name-empty = Enter the last name
accounts-address = Address
accounts-phone = Telephone number
accounts-email = Email address
accounts-email-unfit = Enter an email address like name@example.com, or leave this empty
accounts-line-long = Each line must be 100 characters or less
accounts-line-unfit = Use only letters, numbers and punctuation
accounts-number-empty = Enter the NHS number
accounts-born-empty = Enter a date of birth
accounts-born-future = Date of birth must be in the past
accounts-not-traced = These details do not match an NHS record that can be used here. Check the number, the name and the date of birth

# $name (String) - What the date is of.
accounts-date-empty = { $name }: enter a date
# $name (String) - What the date is of.
# $missing (String) - The parts that are missing, as "a day and a month".
accounts-date-missing = { $name } must include { $missing }
# $name (String) - What the date is of.
accounts-date-not-real = { $name } must be a real date
accounts-choose = Choose one of them
accounts-note-hint = Only your practice sees this. It stays in the history of the account.
accounts-reason = Why?
accounts-reason-empty = Choose why
accounts-check-then = After you do this
accounts-nothing = It is like this already. Nothing would change
accounts-too-late = A colleague, or the account holder, changed something while this page was open. Your answers are below, and are not saved yet. Send them again if you still want them:

accounts-new = Make an account
accounts-new-means = For a patient, or for somebody who acts for one. We check the details with NHS records first. Nobody gets a second account at your practice.
accounts-new-then = The account is made. It is inactive until identity is verified, access is given, and the holder has linked it.
accounts-patient = Give access for another patient
accounts-patient-means = Who is the patient for whom the account holder acts? We check the details with NHS records.

accounts-linkage = Link with the holder’s NHS login
accounts-key-since = Linkage key made
accounts-key-none = There is no key
accounts-linked-since = Linked since
accounts-unlinked-at = Unlinked on
accounts-key-issue = Make a linkage key
accounts-key-issue-means = On the next page you get a letter with the key. It is shown only once: print it there. Nobody can see the key again.
accounts-key-reset = Make another linkage key
accounts-key-reset-means = The key that the holder has stops working, and the account is unlinked at once. On the next page you get a letter with the new key. It is shown only once.
accounts-key-revoke = Take the linkage key away
accounts-key-revoke-means = The key stops working, and the account is unlinked at once. The holder can link it again when you make another key.

accounts-letter-title = Link your GP online account
accounts-letter-once = Print this letter now, and give it to the account holder and nobody else. The key is shown only this once. If it is lost, make another key.
# $practice (String) - Name of the practice.
accounts-letter-what = { $practice } has made an online account for you. With these three things you link it with your NHS login:
accounts-letter-number = Account ID
accounts-letter-practice = ODS code
accounts-letter-key = Linkage key
accounts-letter-do = What to do
# $address (String) - Address of the service.
accounts-letter-step-sign-in = Go to { $address } and sign in with NHS login.
accounts-letter-step-type = Choose “Your GP online account”, then “Link an account with a letter”. Type the three things as they stand here.
accounts-letter-step-self = Type your last name and your date of birth. Then choose “Link the account”.
accounts-letter-keep = Keep this letter safe, and show it to nobody. If something does not work, or if somebody else may have seen this letter, tell us at the GP surgery. Nobody from the surgery or the NHS will call you to ask for the key.

accounts-verify = Verify identity
accounts-verify-again = Verify identity again
accounts-verify-means = Say how your practice made sure who the account holder is.
accounts-verify-on = Identity verified on
accounts-proof = How
accounts-proof-empty = Choose how identity was verified
accounts-proof-documents = Documents were seen
# $documents (String) - Which, separated by commas.
accounts-proof-documents-are = Documents seen: { $documents }
accounts-proof-personal = Known personally to whoever records this
accounts-proof-information = They answered questions about their record
accounts-proof-named = A colleague vouches for them
accounts-proof-nhs-login = NHS login checked their identity (P9)
accounts-seen = Documents seen
accounts-seen-hint = Answer this only if documents were seen. Copies of documents are not kept here.
accounts-seen-hint-copy = Answer this only if documents were seen. You can keep a copy of one in the next step.
accounts-copy = Copy of a document
accounts-copy-means = You do not need to keep one. It is encrypted, only staff of your practice can open it, and it is never sent anywhere. It is deleted when identity is marked as not verified.
accounts-copy-link = Link to where your practice keeps it
accounts-copy-link-hint = A link that begins with https://
accounts-copy-file = Or a photo or scan
accounts-copy-file-hint = A JPEG, PNG or PDF file of 5 MB or less. To keep copies of several documents, verify identity again for each.
accounts-copy-both = Choose a file or enter a link, not both
accounts-copy-large = The file must be 5 MB or smaller
accounts-copy-unknown = The file must be a JPEG, a PNG or a PDF
accounts-copy-no-link = Enter a link that begins with https:// and has no name or password in it
accounts-copy-kept = Copy of a document kept
accounts-copy-open = Open the copy
accounts-copy-leads-out = This link leads out of this service, to where your practice keeps the copy:
accounts-document-passport = Passport
accounts-document-birth = Birth certificate
accounts-document-marriage = Marriage certificate
accounts-document-other = Another document (say which in the note)
accounts-colleague = Colleague who vouches
accounts-colleague-hint = Answer this only if a colleague vouches. Colleagues who have opened accounts here are listed.
accounts-colleague-empty = Choose the colleague who vouches
accounts-unverify = Mark identity as not verified
accounts-unverify-means = The account is inactive until identity is verified again. Copies of documents that are kept with it are deleted.

accounts-switch-off = Switch this account off
accounts-switch-off-means = Nobody can use it until your practice switches it on again.
accounts-switch-on = Switch this account on
accounts-switch-on-means = It is active again if nothing else is missing.

accounts-associations = Access
accounts-associate = Give access
accounts-associate-own = Give access for themselves
accounts-associate-means = Give only what is needed, and only for as long as it is needed.
accounts-part-ground = Why the account holder may act
accounts-part-access = What they may do, and for how long
accounts-relationship = What the account holder is to the patient
accounts-relationship-empty = Choose what the account holder is to the patient
accounts-ground = Legal basis
accounts-ground-empty = Choose the legal basis
accounts-ground-consent = The patient consents
accounts-ground-parental = Parental responsibility
accounts-ground-best-interests = Best interests of a patient who cannot decide
accounts-ground-attorney = Lasting power of attorney for health and welfare
accounts-ground-deputy = Personal welfare deputy appointed by a court
accounts-consent-hint = Answer this only if the patient consents.
accounts-evidence = What shows the legal basis
accounts-evidence-hint = Answer this only if the legal basis is not consent.
accounts-evidence-empty = Choose what shows the legal basis
accounts-evidence-document = The legal document was seen
accounts-evidence-register = A register that can be relied on
accounts-evidence-vouching = A colleague vouches for it
accounts-review = Day of review
accounts-review-hint = Only if the legal basis is not consent. On this day your practice looks at it again. For example, 31 12 2026
# $date (String) - The day.
accounts-review-is = To be reviewed on { $date }
accounts-tie-own = Their own record
accounts-services = Services
accounts-services-empty = Choose at least one thing that they may do
accounts-off = Why you take something away
accounts-off-hint = Answer this if you switch a service off or show less of the record.
accounts-before = Until now
accounts-after = From now on
accounts-gives = Gives
accounts-today = Possible today
accounts-today-nothing = Nothing
accounts-decided = Last decided
accounts-used = Last used
accounts-change = Change the access
accounts-case = Open the request that decides about it
accounts-change-means = Access for another patient can only become less here. To give more, renew the access.
accounts-renew = Renew the access
accounts-renew-means = A suspension ends by this. Access for another patient can also become more: say again why the account holder may act.
accounts-suspend = Suspend the access
accounts-suspend-means = Nothing can be done with it until your practice renews the access.
accounts-end = End the access
accounts-end-means = It ends for good. You can give new access later.
accounts-state-running = Set up
# $reason (String) - Why.
accounts-state-suspended = Suspended: { $reason }
# $reason (String) - Why.
accounts-state-ended = Ended: { $reason }

accounts-switches = Services your practice offers
accounts-switches-means = For everybody with an account at your practice. A service that is on here can still be off for one patient, or not given to an account holder.
accounts-switches-send = Save the services
accounts-patient-switches = Services for this patient
accounts-patient-switches-means = For the patient, and for everybody who acts for them at your practice.
accounts-offered = Services that are on
accounts-most = How much of the record is shown at most
accounts-most-hint = Answer this if seeing the GP record is on. Each choice includes the ones above it.
accounts-from = From which day this is shown
accounts-from-hint = Leave this empty to show this much of the whole record. For example, 1 2 2025
accounts-older = How much is shown of what is older
accounts-older-hint = Answer this only if you gave a day.
accounts-older-empty = Choose how much is shown of what is older
accounts-older-further = What is older cannot be shown more fully than what is newer
# $count (Number) - How many people.
# $service (String) - The service.
accounts-lose = { $count ->
    [0] Nobody loses this today: { $service }
    [one] { $count } person loses: { $service }
   *[other] { $count } people lose: { $service }
}
# $service (String) - The service.
accounts-get = Switched on, for those who were given it: { $service }
# $count (Number) - How many people.
accounts-see-less = { $count ->
    [0] Less of the record is shown. Nobody sees it today.
    [one] { $count } person sees less of the record.
   *[other] { $count } people see less of the record.
}
accounts-nobody-loses = Nobody loses anything.

accounts-options = Settings for accounts
accounts-options-means = These settings are for all accounts of your practice.
accounts-options-then = This applies from now on. What was decided before stays as it is.
accounts-options-send = Save the settings
accounts-verify-first = Before access is given
accounts-verify-first-yes = Identity must be verified first
accounts-verify-first-no = Identity can be verified later
accounts-young-age = When access for a child is suspended by itself
accounts-young-age-hint = We tell the account holder 28 days before. Who tells the child, your practice decides.
# $age (Number) - In years.
accounts-young-age-is = At { $age }, and at 16
accounts-young-age-none = At 16 only

accounts-refused-place = This cannot be done now. Go back to the account and look at its history: something has changed
accounts-refused-has-one = This person already has an account at your practice. This is that account
accounts-refused-not-verified = Your practice wants identity verified first. Verify it, then give access
accounts-refused-future = The day must not be in the future
accounts-refused-no-document = Choose at least one document that was seen
accounts-refused-not-proofed = They have not signed in here with an NHS login at the high level (P9)
accounts-refused-same-person = This patient is the account holder. Go back and choose “Give access for themselves”
accounts-refused-elsewhere = NHS records say that the patient is registered at another practice, which decides for them
accounts-refused-associated = The account has access for this patient already
accounts-refused-too-old = Parental responsibility ends when the patient turns 16
accounts-refused-too-young = This legal basis is for patients of 16 and older
accounts-refused-evidence = This legal basis needs a document or a register
accounts-refused-review = The day of review must be in the future
accounts-refused-ground = To give more than now, go back and use “Renew the access”
accounts-refused-case = A patient’s request decides about this access. Change it there
accounts-refused-reason = Choose why you take something away
accounts-refused-no-date = What a practice offers has no date

accounts-why-patient-asked = The patient asked
accounts-why-holder-asked = The account holder asked
accounts-why-safeguarding = A safeguarding concern
accounts-why-misuse = It was misused
accounts-why-not-needed = It is not needed any more
accounts-why-record-review = The record must be checked first
accounts-why-not-offered = The practice does not offer it
accounts-why-other = Another reason (say which in the note)
accounts-why-lost = The letter was lost
accounts-why-unusual = Unusual activity
accounts-why-compromised = Somebody else may know the key
accounts-why-tries = Somebody tried to guess it too often
accounts-why-mistake = It was recorded by mistake
accounts-why-doubt = There is doubt about who it was
accounts-why-review = It is being reviewed
accounts-why-young-age = The patient reached the age at which your practice reviews access
accounts-why-sixteen = The patient turned 16
accounts-why-unused = Nobody used it for five years
accounts-why-patient-died = The patient has died
accounts-why-holder-died = The account holder has died
accounts-why-restricted = NHS records say that details are restricted
accounts-why-relationship = Their relationship has changed
accounts-why-capacity = The account holder lacks capacity
accounts-why-ground-gone = The legal basis no longer applies
accounts-why-patient-left = The patient is registered elsewhere
accounts-why-not-used = It is not used
accounts-why-end-date = The last day has passed

accounts-event-opened = Account made
accounts-event-key = Linkage key made
accounts-event-key-reset = Another linkage key made. The account is not linked any more
accounts-event-key-revoked = Linkage key taken away. The account is not linked any more
accounts-event-linked = Linked by the account holder
accounts-event-unlinked = Account unlinked
accounts-event-verified = Identity verified
accounts-event-copy = A copy of a document was kept
accounts-event-unverified = Identity marked as not verified
# $name (String) - The patient.
accounts-event-associated = Access given: { $name }
# $name (String) - The patient.
accounts-event-case = Access follows the request of the patient: { $name }
# $name (String) - The patient.
accounts-event-changed = Access changed: { $name }
# $name (String) - The patient.
accounts-event-renewed = Access renewed: { $name }
# $name (String) - The patient.
accounts-event-suspended = Access suspended: { $name }
# $name (String) - The patient.
accounts-event-ended = Access has ended: { $name }
# $name (String) - The patient.
accounts-event-age-near = Access will be suspended soon: { $name }
# $name (String) - The patient.
accounts-event-end-near = Access ends soon: { $name }
# $name (String) - The patient.
accounts-event-review = Access is to be reviewed: { $name }
accounts-event-off = Account switched off
accounts-event-on = Account switched on
accounts-event-told-holder = Email to the account holder
accounts-event-told-patient = Email to the patient
accounts-event-told-both = Emails to the account holder and to the patient
accounts-event-active = The account is active
# $reason (String) - Why.
accounts-event-inactive = The account is inactive: { $reason }

accounts-told-holder = What do we tell the account holder?
accounts-told-outcome = That something has changed
accounts-told-safety = Somebody else may read a person’s emails. If the patient could be at risk when the account holder learns of this, tell nothing, and talk to the patient alone. We never say why something has changed.
accounts-told-no-email = We have no email address for them. Tell them yourself.
accounts-told-child = We do not write to anybody under 16. Think about who tells them.
accounts-told-holder-nothing = We do not write to the account holder.
accounts-told-holder-outcome = We email the account holder what has changed, without a reason.
# $to (String) - Who gets the message.
# $what (String) - What it is about.
accounts-letter-to = { $to }: { $what }
accounts-letter-left = Tell them yourself
accounts-letter-left-why = We have not written: we have no email address for them, or they are under 16.

accounts-reads = Who looked at this account
accounts-read-account = The account
accounts-read-key = The page of its linkage key
accounts-read-copy = A copy of a document
accounts-read-reads = Who looked at it
