## The practice confirms. (A machine draft; no Welsh speaker has reviewed it.)

confirm-title = Cadarnhau’r mynediad
confirm-send = Cadarnhau’r mynediad
confirm-done = Mynediad wedi’i gadarnhau
