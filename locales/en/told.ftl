## Who is told what of an act of the practice: asked for each of the two, and said again

told-safety-heading = Think of safety first
told-safety = Somebody else may read a person’s emails. We tell each of the two only what you choose for them. If the patient could be at risk when the other person learns of this, tell nothing, and talk to the patient alone.
told-safety-never = We never tell one of them that the other asked for this, has moved or has died, or that there is a safeguarding concern about them.
told-patient = What do we tell the patient?
told-trusted = What do we tell the trusted person?
told-empty = Choose what we tell them
told-patient-never = The patient is never told this reason. Choose another answer
told-trusted-never = The trusted person is never told this reason. Choose another answer
told-nothing = Nothing
told-nothing-hint = We send no email. Their page says only how it stands.
told-refused = That the practice refused
told-paused = That the access is suspended
told-stopped = That the practice stopped the access
told-resumed = That the access goes on
told-kept = That the change was not made
told-set = What is set now
told-outcome-hint = We email them, without a reason.
told-reason = That, and the reason
told-reason-hint = We email them, with the reason in plain words. We never send your note.
told-row = Who is told
told-patient-nothing = We do not write to the patient.
told-patient-outcome = We email the patient what has changed, without a reason.
told-patient-reason = We email the patient what has changed, and the reason.
told-trusted-nothing = We do not write to the trusted person.
told-trusted-outcome = We email the trusted person what has changed, without a reason.
told-trusted-reason = We email the trusted person what has changed, and the reason.
# $sentence (String) - The reason as the patient reads it.
told-patient-reads = The patient reads: “{ $sentence }”
# $sentence (String) - The reason as the trusted person reads it.
told-trusted-reads = The trusted person reads: “{ $sentence }”
