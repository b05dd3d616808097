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
revoke-then = When you stop the access, it counts as ended at once. You then remove it from your clinical system.
revoke-done = Access stopped
revoke-done-remove = Now remove the access from your clinical system, and confirm here that it is removed. Until then it stays in “Removals to do”.
