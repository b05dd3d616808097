# Anfonwyd ffurflen o dudalen a agorwyd ar gyfer rhywun arall.

other-person = Nid oes dim wedi newid, oherwydd mae rhywun arall wedi mewngofnodi
other-person-why = Agorwyd y dudalen hon cyn i rywun arall fewngofnodi, neu cyn i chi newid rôl, mewn tab neu ffenestr arall yn y porwr hwn. Ni chadwyd yr hyn a anfonwyd gennych.
other-person-now = Wedi mewngofnodi nawr:
other-person-you = Os chi yw hwn, gallwch ei wneud eto o’r fan hon.
other-person-not-you = Os nad chi yw hwn, allgofnodwch. Yna mewngofnodwch fel chi eich hun a’i wneud eto.
