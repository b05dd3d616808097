## Roles in the national store: for staff, and a sentence for the two people

national-title = Roles in the national store
national-key = National store
national-absent = Not recorded there.
# $when (String) - Day and time.
national-active = Active there since { $when }.
# $when (String) - Day and time.
# $reason (String) - Why.
national-inactive = Ended or suspended there since { $when }: { $reason }.
# $when (String) - Day and time.
# $reason (String) - Why.
national-rejected = Refused there since { $when }: { $reason }.
# $when (String) - Day and time.
national-strange = Recorded there since { $when } in a way that we do not know.
national-fault = The last attempt to bring it there failed. We try again.
national-differs-ended = It has ended there, and access is set here. Decide which is right.
national-differs-active = It is active there, and nobody has access here. Decide which is right.
national-differs-end = It ends there on another day than here. Decide which is right.
national-differs-elsewhere = Another organisation recorded this in the national store, and it is different here. We do not change what they recorded. Speak to them.
national-differs-unknown = The national store says something that we do not understand. Contact the national service.
national-decided = What is set here was recorded in the national store anew
# $reason (String) - Why.
national-differed-ended = It had ended there: { $reason }.
national-differed-active = It was active there, and nobody had access here.
national-differed-end = It ended there on another day than here.
national-differed-unknown = It stood there in a way that nothing here leads to.
national-look = Everything in the national store about both people
national-differs = What differs
national-bring = Record there what is set here
national-bring-means = If what is there is right, change the access here instead. If what is here is right, record it there.
national-of-patient = Who may act for the patient
national-of-trusted = For whom the trusted person may act
national-nothing = The national store has no roles of them.
national-away = The national store does not answer at the moment. Try again later.
national-relations = What they are to each other
national-relation-mother = The national store says: the trusted person is the patient’s mother.
national-relation-parent = The national store says: the trusted person is the patient’s parent.
national-relation-child = The national store says: the trusted person is the patient’s child.
national-relation-kin = The national store says: the trusted person is the patient’s next of kin.
national-relation-personal = The national store says: the patient and the trusted person know each other personally.
national-relation-other = The national store says: they are related in another way.
national-relations-mean = This gives nobody access. Check it as you check everything else.
national-who = Who
national-stands = State
national-why = Why
national-grantor = Granted by
national-days = From and to
national-this-pair = This patient and this trusted person
national-another-patient = Another patient
# $number (String) - NHS number.
national-somebody = NHS number { $number }
national-unknown = Not known
# $day (String) - Day.
national-from = from { $day }
# $day (String) - Day.
national-until = until { $day }
national-no-end = no end date
national-status-active = Active
national-status-inactive = Ended or suspended
national-status-rejected = Refused
national-status-proposed = Asked for
national-status-error = Entered in error
national-reason-created = Role created
national-reason-activated = Role activated
national-reason-reactivated = Role reactivated
national-reason-safeguarding = Safeguarding concern
national-reason-patient-request = At patient request
national-reason-end-date = End date reached
national-reason-not-used = Role no longer in use
national-reason-patient-deceased = Patient deceased
national-reason-proxy-deceased = Trusted person deceased
national-reason-relationship = Change in relationship
national-reason-capacity = Trusted person lacks capacity
national-reason-misuse = Misuse of the system
national-reason-patient-moved = Patient has another surgery
national-reason-proxy-moved = Trusted person has another surgery
national-reason-abroad = Trusted person does not live in England or Wales
national-reason-review = Suspended pending review
national-reason-submitted = Application submitted online
national-reason-resubmitted = Application submitted again
national-reason-withdrawn = Application withdrawn
national-reason-not-needed = Support not required
national-reason-identity = Identity of the trusted person not verified
national-reason-no-consent = Patient does not consent
national-reason-no-basis = Relationship or legal basis not proven
national-reason-other = Other reason
national-list = National list
# $day (String) - Day.
national-listed = The NHS keeps a national list of who may act for whom. This access has been on the list since { $day }.
national-not-listed = The NHS keeps a national list of who may act for whom. This access is not on the list yet.
national-differences = Where the national store differs
# $count (String) - How many.
# $what (String) - What differs, a sentence.
national-differences-count = { $count }: { $what }
national-differences-none = Nothing differs.
national-differences-file = Take this list as a file
national-reference = Reference
national-since = Since
