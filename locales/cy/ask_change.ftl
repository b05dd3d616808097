## The patient asks for other access. (A machine draft; no Welsh speaker has reviewed it.)

ask-change-title = Gofyn am newid
ask-change-intro = Dywedwch wrthym beth rydych am i’r mynediad fod. { $practice } sy’n penderfynu yn ei gylch ac yn ei drefnu.
ask-change-hint = Rydym wedi ticio’r hyn sydd wedi’i drefnu nawr, neu’r hyn y gofynnoch amdano o’r blaen.
ask-change-stop = Gallwch atal y mynediad eich hun unrhyw bryd. Nid oes angen y feddygfa arnoch ar gyfer hynny.
ask-change-wanted = Yr hyn rydych yn gofyn amdano
ask-change-check = Gwiriwch yr hyn rydych yn gofyn amdano
ask-change-then = Pan fyddwch yn anfon hyn, byddwn yn dweud wrth { $practice }. Nes bod y feddygfa wedi penderfynu, mae’r mynediad yn aros fel y mae.
ask-change-send = Anfon i’r feddygfa
ask-change-edit = Newid eich atebion
ask-change-done = Rydym wedi dweud wrth eich meddygfa
ask-change-next = Mae’r feddygfa’n edrych ar yr hyn rydych yn gofyn amdano. Gall hyn gymryd hyd at 10 diwrnod gwaith. Byddwn yn anfon e-bost atoch pan fydd wedi penderfynu. Os na chlywch ddim, cysylltwch â’r feddygfa.
ask-change-take-back = Tynnu’n ôl yr hyn y gofynnoch amdano
ask-change-take-back-then = Mae’r mynediad yn aros fel y mae. Byddwn yn dweud wrth { $practice } nad ydych am gael y newid hwn mwyach.
