## A practice waits for the patient or the trusted person

waiting-title = Wait for the patient or the trusted person
waiting-change = Change who you wait for, or until when
waiting-means = This request is not overdue until the day you choose. We do not tell the patient or the trusted person.
waiting-for = Who are you waiting for?
waiting-for-empty = Select who you are waiting for
waiting-until = Until when?
waiting-until-hint = Tomorrow at the earliest, and no more than 60 days from today
waiting-until-not-ahead = The day must be tomorrow or later
waiting-until-far = The day must be no more than 60 days from today
waiting-reason = Reason for waiting (optional)
waiting-reason-long = Reason must be 500 characters or less
waiting-reason-unfit = Reason must only have letters, numbers and punctuation
waiting-send = Wait until this day
waiting-stop = Stop waiting
# $date (String) - The day on which it is over.
waiting-patient = Waiting for the patient until { $date }
# $date (String) - The day on which it is over.
waiting-trusted = Waiting for the trusted person until { $date }
# $name (String) - The member of staff.
# $when (String) - Day and time.
waiting-by = { $name }, { $when }
waiting-ended = No longer waiting
