## Those who act for the reader by an online account that a GP surgery made for them

acts-for-me-title = People your GP surgery has set up to act for you
acts-for-me-see = See who is set up to act for you
acts-for-me-intro = A GP surgery can let somebody use its online services for you. It can be because you agreed, or because the law allows it. You can pause or stop it here at any time.
acts-for-me-none = No GP surgery has set this up for anybody.
acts-for-me-wrong = If something here is wrong, or you do not know somebody, tell your GP surgery.
acts-for-me-not-yet = Not started
acts-for-me-surgery = GP surgery
acts-for-me-can = They can
acts-for-me-could = They could
acts-for-me-when = When
acts-for-me-decided = Last decided by the surgery
acts-for-me-basis = Why the surgery allows it
acts-for-me-basis-consent = The surgery has written down that you agreed
acts-for-me-basis-parental = The surgery has written down that they are responsible for you as a parent is
acts-for-me-basis-best-interests = The surgery decided that it is best for you
acts-for-me-basis-attorney = The surgery has written down that a lasting power of attorney for health and welfare names them
acts-for-me-basis-deputy = The surgery has written down that a court appointed them as your deputy
acts-for-me-pause = Pause the access
acts-for-me-end = Stop the access
acts-for-me-paused = The access is paused
acts-for-me-ended = The access has stopped
# $name (String) - Who acts for the reader.
acts-for-me-at-once = { $name } can no longer use this access. This happens at once.
# $practice (String) - Name of the GP surgery.
acts-for-me-practice-sees = { $practice } sees that you did this.
# $name (String) - Who acts for the reader.
acts-for-me-pause-title = Pause { $name }’s access?
# $practice (String) - Name of the GP surgery.
acts-for-me-pause-until = It stays paused until { $practice } decides about it again. If you want it to go on, talk to the surgery.
# $practice (String) - Name of the GP surgery.
# $number (String) - Its telephone number.
acts-for-me-pause-until-call = It stays paused until { $practice } decides about it again. If you want it to go on, call the surgery on { $number }.
# $name (String) - Who acts for the reader.
acts-for-me-pause-tells = We email you and { $name } to say that it is paused. We do not say who paused it.
acts-for-me-pause-keep = Do not pause it
# $name (String) - Who acts for the reader.
acts-for-me-end-title = Stop { $name }’s access?
# $practice (String) - Name of the GP surgery.
acts-for-me-end-anew = You cannot undo this. If you want it again later, { $practice } has to set it up anew.
# $name (String) - Who acts for the reader.
acts-for-me-end-tells = We email you and { $name } to say that it has ended. We do not say who stopped it.
acts-for-me-end-keep = Do not stop it
