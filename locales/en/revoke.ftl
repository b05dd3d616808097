## The practice stops access

revoke-title = Stop access
revoke-reason = Why do you stop the access?
revoke-reason-empty = Choose why you stop the access
revoke-reason-patient-asked = The patient asked the practice
revoke-reason-trusted-asked = The trusted person asked the practice
revoke-reason-misuse = The access was misused
revoke-reason-relationship = Their relationship has changed
revoke-reason-not-used = The access is not used
revoke-reason-patient-died = The patient has died
revoke-reason-trusted-died = The trusted person has died
revoke-reason-left = The patient has left the practice
revoke-reason-end-date = The end date was reached
revoke-safety = Stopping works at once. We email both people that the access has ended. If the patient could be at risk when the trusted person learns who stopped it, tell them nothing more, and talk to the patient first.
revoke-tell-nothing = Only that it has ended
revoke-tell-nothing-hint = We email both that the access has ended, not who ended it or why.
revoke-tell-outcome = That the practice stopped it
revoke-tell-outcome-hint = We email both that the practice stopped it, without a reason.
revoke-tell-reason = That the practice stopped it, and the reason
revoke-tell-reason-hint = We email both, with the reason in plain words. We never send your note.
revoke-then = When you stop the access, it counts as ended at once. You then remove it from your clinical system.
revoke-done = Access stopped
revoke-done-nothing = We email the patient and the trusted person only that the access has ended.
revoke-done-told = We email the patient and the trusted person that the practice stopped the access.
revoke-done-remove = Now remove the access from your clinical system, and confirm here that it is removed. Until then it stays in “Removals to do”.
