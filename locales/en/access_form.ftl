## What the practice checked and set: the form that confirming, changing and setting again share

access-form-part-checked = 1. What you have checked
access-form-checklist = Tick each point that is done
access-form-checklist-hint = All four must be done before you confirm.
access-form-point-spoke = We spoke to the patient, and they consent to this access
access-form-point-coercion = We considered whether anybody is putting pressure on the patient
access-form-point-safeguarding = We looked for safeguarding concerns in the patient’s record and, where possible, the trusted person’s
access-form-point-identity = We saw here that NHS login checked the trusted person’s identity (P9)
# $points (String) - Points of the checklist, separated by commas.
access-form-missing = Tick every point before you confirm. Not ticked: { $points }
access-form-missing-spoke = spoke to the patient
access-form-missing-coercion = considered pressure
access-form-missing-safeguarding = looked for safeguarding concerns
access-form-missing-identity = saw the identity check
access-form-consent = How did the patient give consent to the practice?
access-form-consent-in-person = Face to face
access-form-consent-by-telephone = By telephone
access-form-consent-by-video = By video
access-form-consent-in-writing = In writing
access-form-consent-empty = Choose how the patient gave consent
access-form-part-set = 2. What you set in your clinical system
access-form-part-set-text = Set up proxy access in your clinical system first. Then say here what you set. It may be less than was asked for.
access-form-services = What the trusted person may do
access-form-services-hint = Already ticked is what was asked for. Give only what is needed.
access-form-services-empty = Choose at least one thing that the trusted person may do
access-form-record = How much of the record they may see
access-form-record-hint = Answer this only if they may see the GP record. Each choice includes the ones above it.
access-form-record-empty = Choose how much of the record they may see
access-form-date-hint = For example, 31 12 2026
access-form-starts = First day
access-form-starts-empty = Enter the first day
# $missing (String) - The parts that are missing, as "a day and a month".
access-form-starts-missing = First day must include { $missing }
access-form-starts-not-real = First day must be a real date
access-form-starts-far = First day must be no more than a year from today
access-form-how-long = How long the access lasts
access-form-how-long-empty = Choose how long the access lasts
access-form-until = Until a last day
access-form-no-end = No end date
access-form-no-end-hint = Only as an exception. Say yes to this only if you review the access in another way.
access-form-ends = Last day
access-form-ends-empty = Enter the last day
# $missing (String) - The parts that are missing, as "a day and a month".
access-form-ends-missing = Last day must include { $missing }
access-form-ends-not-real = Last day must be a real date
access-form-ends-past = Last day must be today or in the future
access-form-ends-before = Last day must be the same as or after the first day
access-form-ends-far = Last day must be within the next 10 years. Or choose “No end date”
access-form-check-done = Checked
access-form-then = When you confirm, the access counts as set up, and we tell each of them what you chose.
access-form-done-told = We tell the patient and the trusted person what you chose.
access-form-done-stop = Either of them, or the practice, can stop the access at any time.
access-form-done-removal = When it ends, we ask you to remove it from your clinical system. It is then in “Removals to do”.
