## The practice has changed the access. (A machine draft; no Welsh speaker has reviewed it.)

change-title = Newid y mynediad
change-first = Newidiwch y mynediad yn eich system glinigol yn gyntaf. Yna dywedwch yma beth sydd wedi’i drefnu nawr.
change-services-hint = Mae’r hyn sydd wedi’i drefnu nawr wedi’i dicio’n barod. Rhowch yr hyn sydd ei angen yn unig.
change-then = Pan fyddwch yn cadw hyn, bydd yr hyn sy’n newydd wedi’i drefnu, a byddwn yn dweud wrth bob un ohonynt yr hyn a ddewisoch.
change-send = Cadw’r newid
change-done = Mynediad wedi’i newid
