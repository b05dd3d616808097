## Steps of the practice that need one page: pausing, going on, removal, leaving the access as it is

steps-reason = Why do you suspend the access?
steps-reason-empty = Choose why you suspend the access
steps-own-system = In your clinical system
steps-tick-empty = Tick that it is done in your clinical system. Do it there first

steps-suspend-title = Suspend access
steps-suspend-means = The access is paused until you let it go on or stop it. We email the patient and the trusted person that it is paused, without a reason.
steps-suspend-tick = We have suspended the access in our clinical system
steps-suspended-title = Access suspended
steps-suspended-next = We email both that the access is paused. It is now in “Suspended”. Decide soon whether it goes on or ends.

steps-resume-title = Let access go on
steps-resume-means = The pause ends, and the access is as it was set before. We email the patient and the trusted person.
steps-resume-tick = We have set the access in our clinical system again
steps-resumed-title = Access is no longer suspended
steps-resumed-next = We email both that the access is no longer paused.

steps-remove-title = Confirm removal
steps-remove-means = The access has ended here. Remove it from your clinical system, so that the trusted person can no longer use it.
steps-remove-tick = We have removed the access from our clinical system
steps-removed-title = Removal confirmed
steps-removed-next = Nothing is left to do. You find the request in “Closed”, and can set the access again from there.

steps-keep-title = Leave access as it is
steps-keep-means = The patient asked for a change. If you leave the access as it is, we email the patient that the change was not made.
steps-kept-title = Access stays as it is
steps-kept-next = We email the patient that the change was not made.
