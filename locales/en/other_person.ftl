# A form was sent from a page that was opened for somebody else.

other-person = Nothing has changed, because someone else has signed in
other-person-why = This page was opened before someone else signed in, or before you changed role, in another tab or window of this browser. What you sent was not saved.
# A name follows.
other-person-now = Signed in now is
other-person-you = If this is you, you can do it again from here.
other-person-not-you = If this is not you, sign out. Then sign in as yourself and do it again.
