## The practice sets access again that had ended. (A machine draft; no Welsh speaker has reviewed it.)

reactivate-title = Trefnu’r mynediad eto
reactivate-services-hint = Mae’r hyn a drefnwyd o’r blaen wedi’i dicio’n barod. Rhowch yr hyn sydd ei angen yn unig.
reactivate-done = Mynediad wedi’i drefnu eto
