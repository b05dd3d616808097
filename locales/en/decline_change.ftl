## The practice leaves the access as it is, though a change was asked for

decline-change-title = Leave access as it is
decline-change-means = The patient asked for a change. If you leave the access as it is, we email the patient that the change was not made.
decline-change-done = Access stays as it is
decline-change-done-next = We email the patient that the change was not made.
