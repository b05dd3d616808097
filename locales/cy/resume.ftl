## The practice ends a pause. (A machine draft; no Welsh speaker has reviewed it.)

resume-title = Gadael i’r mynediad barhau
resume-means = Daw’r atal dros dro i ben, ac mae’r mynediad fel y’i trefnwyd o’r blaen.
resume-tick = Rydym wedi trefnu’r mynediad eto yn ein system glinigol
resume-done = Nid yw’r mynediad wedi’i atal dros dro mwyach
resume-done-next = Rydym yn dweud wrth bob un ohonynt yr hyn a ddewisoch.
