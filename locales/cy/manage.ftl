## Un dirprwyad: sut mae’n sefyll, tynnu’n ôl, atal (A machine draft; no Welsh speaker has reviewed it.)

manage-gives = Rhywun rydych yn ymddiried ynddo
manage-receives = Rhywun sy’n ymddiried ynoch chi
manage-answer = Darllen ac ateb
manage-withdraw = Tynnu’r cais yn ôl
manage-revoke-access = Atal y mynediad
manage-revoke-acting = Rhoi’r gorau i weithredu drostynt
manage-to-details = Gweld y manylion
manage-to-home = Mynd i’ch tudalen hafan

manage-progress = Cynnydd
manage-progress-done = Wedi’i wneud
manage-progress-now = Nawr
manage-progress-next = Nesaf
manage-progress-requested = Gwnaed y cais
manage-progress-moved = Gofynnwyd i’ch meddygfa newydd edrych arno
manage-progress-invited = Gwiriwyd y manylion ac anfonwyd y gwahoddiad
manage-progress-ready = Gwiriwyd y manylion ac mae’r gwahoddiad yn barod
manage-progress-they-agreed = Cytunodd { $name }
manage-progress-they-declined = Dywedodd { $name } na
manage-progress-you-agreed = Cytunoch chi
manage-progress-you-declined = Dywedoch chi na
manage-progress-sent = Anfonwyd y cais at y feddygfa
manage-progress-set = Trefnwyd y mynediad gan y feddygfa
manage-progress-not-confirmed = Ni ellid cadarnhau’r manylion
manage-progress-withdrawn = Tynnwyd y cais yn ôl
manage-progress-lapsed = Heb ei ateb mewn pryd
manage-progress-refused = Dywedodd y feddygfa na
manage-progress-ended = Daeth y cais i ben
manage-progress-stopped = Daeth y mynediad i ben
manage-progress-checking = Rydym yn gwirio’r manylion
manage-progress-they-answer = Mae { $name } yn darllen y gwahoddiad ac yn ateb
manage-progress-you-answer = Rydych chi’n darllen y gwahoddiad ac yn ateb
manage-progress-deciding = Mae’r feddygfa yn gwirio’r cais ac yn penderfynu
manage-progress-active = Mae’r mynediad ymlaen
manage-progress-paused = Mae’r mynediad wedi’i oedi
manage-progress-removing = Mae’r feddygfa yn dileu’r mynediad yn ei system ei hun
manage-progress-by = Erbyn { $day }
manage-progress-until = Tan { $day }
manage-progress-since = Ers { $day }
manage-progress-will-invite = Mae’r person yn cael ei wahodd ac yn ateb
manage-progress-will-decide = Mae’r feddygfa yn gwirio’r cais ac yn penderfynu
manage-progress-will-start = Mae’r mynediad yn dechrau

manage-access = Mynediad
manage-access-asked = Gofynnwyd am
manage-access-set = Trefnwyd gan y feddygfa
manage-access-less = Llai nag y gofynnoch amdano
manage-access-practice = Meddygfa
manage-access-phone = Ffôn: { $number }
manage-place = Ble i ddefnyddio’r mynediad
manage-place-open = Ewch i { $service } ({ $host })

manage-letters = E-byst a anfonwyd gennym
manage-letters-none = Nid ydym wedi anfon unrhyw e-byst atoch am hyn.
manage-letters-what = E-bost
manage-letters-to = At
manage-letters-when = Anfonwyd
manage-letters-you = Chi
manage-letters-waiting = Heb ei anfon eto
manage-letters-failed = Ni ellid ei anfon
manage-letters-muted = Heb ei anfon: mae eich meddygfa’n gweld hyn yn ei rhestr yn lle hynny

manage-moved-on-title = Ni ellir gwneud hyn nawr
manage-moved-on-why = Efallai bod rhywbeth wedi digwydd ers i chi edrych ddiwethaf. Dyma sut mae pethau nawr.

manage-withdraw-title = Tynnu’r cais hwn yn ôl?
manage-withdraw-what = Dyma’r cais rhyngoch chi a { $name }. Os byddwch yn ei dynnu’n ôl:
manage-withdraw-nobody = nid oes neb yn cael mynediad
manage-withdraw-tells = rydym yn anfon e-bost at { $name } i ddweud iddo gael ei dynnu’n ôl
manage-withdraw-tells-practice = rydym yn dweud wrth y feddygfa am roi’r gorau i’w gwiriadau
manage-withdraw-again = gellir gwneud cais newydd ar unrhyw adeg
manage-withdraw-keep = Peidio â’i dynnu’n ôl
manage-withdraw-done = Tynnwyd y cais yn ôl
manage-withdraw-done-next = Ni chafodd neb fynediad. Nid oes angen i chi wneud dim.

manage-revoke-title = Atal mynediad { $name }?
manage-revoke-acting-title = Rhoi’r gorau i weithredu dros { $name }?
manage-revoke-at-once = Rhaid i { $name } roi’r gorau i ddefnyddio gwasanaethau ar eich rhan ar unwaith.
manage-revoke-acting-at-once = Rhaid i chi roi’r gorau i ddefnyddio gwasanaethau dros { $name } ar unwaith.
manage-revoke-practice = Rydym yn gofyn i { $practice } ddileu’r mynediad yn ei system ei hun. Tan hynny gall weithio yno o hyd.
manage-revoke-tells = Rydym yn anfon e-bost atoch chi a { $name } i ddweud ei fod wedi dod i ben.
manage-revoke-no-undo = Ni allwch ddadwneud hyn. Byddai’n rhaid gwneud cais newydd.
manage-revoke-worried = Os ydych yn poeni am ymateb { $name }, siaradwch â’ch meddygfa yn gyntaf.
manage-revoke-send = Atal y mynediad
manage-revoke-keep = Peidio â’i atal
manage-revoke-done = Ataliwyd y mynediad
manage-revoke-done-next = Beth sy’n digwydd nesaf
manage-revoke-done-practice = Mae { $practice } nawr yn dileu’r mynediad o’i system ei hun. Tan hynny gall weithio yno o hyd.
manage-revoke-done-call = Os yw hyn yn frys, ffoniwch { $number }.
manage-revoke-done-urgent = Os yw hyn yn frys, ffoniwch y feddygfa.
manage-revoke-done-told = Rydym yn anfon e-bost atoch chi a’r person arall i ddweud ei fod wedi dod i ben.

manage-resend-title = Anfon y gwahoddiad eto
manage-resend-what = Anfonwyd y gwahoddiad i { $name } gennym ddiwethaf ar { $day }.
manage-resend-spam = Gofynnwch iddynt edrych yn eu ffolder sbam neu sothach yn gyntaf.
manage-resend-not-now = Ni allwch ei anfon eto heddiw. Gellir anfon gwahoddiad eto unwaith y dydd, a thair gwaith i gyd.
manage-resend-address = Rydym yn defnyddio’r cyfeiriad e-bost sydd yng nghofnodion y GIG ar gyfer y person. Os yw’n hen, gallant ei newid gyda’u meddygfa. Yna gallwch dynnu’r cais hwn yn ôl a gwneud un newydd.
manage-resend-done = Rydym yn anfon y gwahoddiad eto

manage-new-code = Gwneud cod newydd
manage-new-code-what = Gwnewch hyn os yw rhywun arall wedi gweld y cod ar gyfer { $name }, neu os yw ar goll. Mae’r cod sydd gennych nawr, a phob llythyr ag ef, yn peidio â gweithio ar unwaith.
manage-new-code-not-now = Ni allwch wneud cod arall nawr. Rhaid i funud fynd heibio ar ôl pob un, a thri chod newydd sydd i gyd. Gallwch dynnu’r cais yn ôl a gwneud un newydd.
manage-new-code-done = Mae’r cod newydd yn barod

manage-code = Cod ar gyfer { $name }
manage-code-tell = Dywedwch wrth { $name } am fynd i’r gwasanaeth hwn, dewis “Mae gennyf god gwahoddiad”, mewngofnodi gydag NHS login a rhoi’r cod. Gallwch ei ddarllen dros y ffôn: nid oes ynddo’r llythrennau O, I, L, S na B, na 0, 1 na 5.
manage-code-not-yet = Nid yw’r cod hwn yn gweithio eto. Rydym yn gwirio’r manylion. Byddwn yn anfon e-bost atoch pan fydd yn gweithio. Yna gallwch ei roi i { $name } ac argraffu llythyr.
manage-code-safe = Dim ond { $name } all ei ddefnyddio: rydym yn gwirio pwy sy’n mewngofnodi. Os byddwch yn ffonio’ch meddygfa am y gwahoddiad hwn, gallwch roi’r cod hwn iddi.
manage-letter-link = Argraffu llythyr â’r cod
manage-letter-answer = Sut i ateb
manage-letter-go = Ewch i’r cyfeiriad hwn:
manage-letter-choose = Dewiswch “{ $link }”, a mewngofnodwch gydag NHS login.
manage-letter-enter = Rhowch y cod hwn:
manage-letter-unknown = Os nad ydych yn adnabod { $name }, peidiwch â chytuno. Gallwch daflu’r llythyr hwn.
manage-letter-never-ask = Ni fyddwn byth yn gofyn am eich cyfrinair, eich PIN na’ch manylion banc.

manage-print = Cadarnhad y gallwch ei argraffu
manage-print-title = Cadarnhad o fynediad person dibynadwy
manage-print-patient = Claf
manage-print-trusted = Person dibynadwy
manage-print-may = Gall wneud
manage-print-how-long = Am ba hyd
manage-print-status = Nawr
manage-print-confirmed = Trefnwyd gan y feddygfa ar
manage-print-made = Ar { $date }. Mae’r gwasanaeth yn dangos sut mae pethau nawr.
manage-print-how = I argraffu’r dudalen hon, defnyddiwch swyddogaeth argraffu eich porwr.

manage-messages-none = Nid ydym wedi anfon unrhyw e-byst atoch.
manage-messages-intro = Dyma’r e-byst a anfonwyd gennym atoch chi, ac at eich meddygfa am y bobl rydych yn ymddiried ynddynt.

manage-undelivered-heading = Ni ddanfonwyd y gwahoddiad
manage-undelivered-what = Ni allem ddanfon y gwahoddiad i { $name }. Efallai bod y cyfeiriad e-bost yn anghywir neu nad yw’n cael ei ddefnyddio mwyach.
manage-undelivered-link = Ei anfon eto, neu i gyfeiriad arall
manage-undelivered-title = Anfon y gwahoddiad i gyfeiriad e-bost sy’n gweithio
manage-undelivered-next = Gofynnwch i’r person am gyfeiriad e-bost y mae’n ei ddefnyddio. Anfonwch y gwahoddiad i’r un cyfeiriad eto dim ond os ydych yn gwybod ei fod yn gywir.
manage-undelivered-enough = Ni allwn anfon y gwahoddiad hwn i gyfeiriad arall. Tynnwch y cais yn ôl, gofynnwch i’r person am y cyfeiriad cywir, a’i wahodd eto.
manage-undelivered-send = Anfon y gwahoddiad
