## The practice says that it has removed the access

remove-title = Confirm removal
remove-means = The access has ended here. Remove it from your clinical system, so that the trusted person can no longer use it.
remove-tick = We have removed the access from our clinical system
remove-done = Removal confirmed
remove-done-next = Nothing is left to do. You find the request in “Closed”, and can set the access again from there.
