## One page and one button: the form that suspending, resuming, removing and declining a change share. (A machine draft; no Welsh speaker has reviewed it.)

short-form-own-system = Yn eich system glinigol
short-form-tick-empty = Ticiwch ei fod wedi’i wneud yn eich system glinigol. Gwnewch hynny yno yn gyntaf
