## Newid cyfeiriad meddygfa, wedi’i gadarnhau gan y ddau flwch post. (A machine draft; no Welsh speaker has reviewed it.)

address-subject = Cadarnhewch newid cyfeiriad e-bost
address-elsewhere = Gofynnodd rhywun yn { $practice } i negeseuon am fynediad person dibynadwy fynd i gyfeiriad arall: { $address }
address-nowhere = Gofynnodd rhywun yn { $practice } i beidio ag anfon rhagor o negeseuon am fynediad person dibynadwy drwy e-bost.
address-here = Gofynnodd rhywun yn { $practice } i negeseuon am fynediad person dibynadwy ddod i’r cyfeiriad hwn.
address-asked = Gofynnwyd amdano gan { $name }, { $when }.
address-old-then = Nes i chi gadarnhau, bydd negeseuon yn dal i ddod i’r cyfeiriad hwn. Os nad yw hyn yn iawn, agorwch y ddolen a dywedwch hynny.
address-new-then = Ni ddaw unrhyw neges i’r cyfeiriad hwn nes i chi gadarnhau. Os na wyddoch ddim am hyn, agorwch y ddolen a dywedwch hynny.
address-until = Mae’r ddolen yn gweithio tan { $when }.
address-link = Gweld y newid, a’i gadarnhau neu beidio

address-title = A yw’r newid cyfeiriad hwn yn iawn?
address-text = Bydd negeseuon i’ch meddygfa yn mynd i’r cyfeiriad newydd dim ond pan fydd y ddau flwch post wedi cadarnhau.
address-half-title = Mae’r blwch post hwn wedi cadarnhau
address-half-text = Rhaid i’r blwch post arall gadarnhau hefyd. Tan hynny bydd negeseuon yn mynd lle’r aethant o’r blaen.
address-done-title = Mae’r cyfeiriad wedi newid
address-done-text = Mae’r ddau flwch post wedi cadarnhau. Nid oes angen i chi wneud dim.
address-late-title = Ni ellir defnyddio’r ddolen hon mwyach
address-late-text = Cafodd y newid ei ganslo, cymerodd ormod o amser, neu daeth un arall yn ei le. Mae negeseuon yn mynd lle’r aethant o’r blaen. Gall rhywun yn eich meddygfa ofyn amdano eto yn y gosodiadau.
address-new = Cyfeiriad newydd
address-old = Cyfeiriad nawr
address-by = Gofynnwyd gan
address-when = Gofynnwyd ar
address-confirm = Ie, cadarnhau’r newid
address-refuse = Na, nid yw hyn yn iawn
