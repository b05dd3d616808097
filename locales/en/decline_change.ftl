## The practice leaves the access as it is, though a change was asked for

decline-change-title = Leave access as it is
decline-change-means = The patient asked for a change. You can leave the access as it is.
decline-change-done = Access stays as it is
decline-change-done-next = We tell the patient what you chose.
