## The patient asks for other access

ask-change-title = Ask for a change
# $practice (String) - The GP practice.
ask-change-intro = Tell us what you want the access to be. { $practice } decides about it and sets it up.
ask-change-hint = We have ticked what is set up now, or what you asked for before.
ask-change-stop = You can stop the access yourself at any time. You do not need the surgery for that.
ask-change-wanted = What you ask for
ask-change-check = Check what you ask for
# $practice (String) - The GP practice.
ask-change-then = When you send this, we tell { $practice }. Until the surgery has decided, the access stays as it is.
ask-change-send = Send to the surgery
ask-change-edit = Change your answers
ask-change-done = We have told your surgery
ask-change-next = The surgery looks at what you ask for. This can take up to 10 working days. We email you when it has decided. If you hear nothing, contact the surgery.
ask-change-take-back = Take back what you asked for
# $practice (String) - The GP practice.
ask-change-take-back-then = The access stays as it is. We tell { $practice } that you no longer want this change.
