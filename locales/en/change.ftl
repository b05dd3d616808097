## The practice has changed the access

change-title = Change access
change-first = Change the access in your clinical system first. Then say here what is set now.
change-services-hint = Already ticked is what is set now. Give only what is needed.
change-then = When you save this, what is new counts as set, and we tell each of them what you chose.
change-send = Save the change
change-done = Access changed
