## The practice suspends access

suspend-reason = Why do you suspend the access?
suspend-reason-empty = Choose why you suspend the access
suspend-title = Suspend access
suspend-means = The access is suspended until you let it go on or stop it.
suspend-tick = We have suspended the access in our clinical system
suspend-done = Access suspended
suspend-done-next = We tell each of them what you chose. The access is now in “Suspended”. Decide soon whether it goes on or ends.
suspend-reason-review = To be reviewed.
suspend-reason-safeguarding = A safeguarding concern is being looked at.
suspend-reason-delegator-deceased = NHS records say that the patient has died.
suspend-reason-delegate-deceased = NHS records say that the trusted person has died.
suspend-reason-delegator-restricted = NHS records say that the details of the patient are restricted.
suspend-reason-delegate-restricted = NHS records say that the details of the trusted person are restricted.
suspend-reason-national-role-ended = It has ended in the national store. This request says when and why. Talk to the patient, then let the access go on or stop it.
