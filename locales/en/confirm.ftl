## The practice confirms

confirm-title = Confirm access
confirm-send = Confirm access
confirm-done = Access confirmed
