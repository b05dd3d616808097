## The practice sets access again that had ended

reactivate-title = Set access again
reactivate-services-hint = Already ticked is what was set before. Give only what is needed.
reactivate-done = Access set again
