## The practice ends a suspension

resume-title = Let access go on
resume-means = The suspension ends, and the access is as it was set before.
resume-tick = We have set the access in our clinical system again
resume-done = Access is no longer suspended
resume-done-next = We tell each of them what you chose.
