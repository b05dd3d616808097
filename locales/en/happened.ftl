## Somebody else was first

happened-title = This request has changed
happened-text = You cannot do this now. Nothing you entered was saved.
happened-now = The request is now:
