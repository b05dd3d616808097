## Somebody else was first. (A machine draft; no Welsh speaker has reviewed it.)

happened-title = Mae’r cais hwn wedi newid
happened-text = Ni allwch wneud hyn nawr. Ni chadwyd dim a roesoch.
happened-now = Mae’r cais nawr:
