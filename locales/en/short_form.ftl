## One page and one button: the form that suspending, resuming, removing and declining a change share

short-form-own-system = In your clinical system
short-form-tick-empty = Tick that it is done in your clinical system. Do it there first
