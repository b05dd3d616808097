# Geiriau pob tudalen: pennyn, troedyn, ieithoedd, dyddiadau. (A machine draft; no Welsh speaker has reviewed it.)

language-name = Cymraeg
common-service-name = Mynediad person dibynadwy
common-nhs = GIG
common-homepage = hafan
common-skip = Neidio i’r prif gynnwys
common-error-prefix = Gwall:
common-account = Cyfrif
common-home = Hafan
common-worklist = Ceisiadau
common-accounts = Cyfrifon ar-lein
common-statistics = Ystadegau
common-settings = Gosodiadau
common-sign-out = Allgofnodi
common-language-choice = Iaith
common-back = Yn ôl
common-continue = Parhau
common-change = Newid
common-yes = Ie
common-no = Na

common-footer-heading = Dolenni cymorth
common-footer-accessibility = Datganiad hygyrchedd
common-footer-privacy = Preifatrwydd
common-footer-cookies = Cwcis
common-footer-contact = Cysylltu â ni
common-footer-pressure = Os oes rhywun yn rhoi pwysau arnoch
common-copyright = © GIG Lloegr

common-sandbox = Arddangosiad yw hwn gyda phobl ddychmygol.
common-sandbox-cast = Pwy gallwch chi fod
common-sandbox-inbox = E-byst a anfonwyd

common-month-1 = Ionawr
common-month-2 = Chwefror
common-month-3 = Mawrth
common-month-4 = Ebrill
common-month-5 = Mai
common-month-6 = Mehefin
common-month-7 = Gorffennaf
common-month-8 = Awst
common-month-9 = Medi
common-month-10 = Hydref
common-month-11 = Tachwedd
common-month-12 = Rhagfyr

common-date-at-time = { $date } am { $time }
common-midday = hanner dydd
common-midnight = hanner nos

common-session-title = Byddwch yn cael eich allgofnodi cyn hir
common-session-two = Er mwyn cadw eich gwybodaeth yn ddiogel, byddwn yn eich allgofnodi ymhen llai na 2 funud.
common-session-one = Er mwyn cadw eich gwybodaeth yn ddiogel, byddwn yn eich allgofnodi ymhen llai nag 1 funud.
common-session-last = Rydych wedi bod wedi mewngofnodi ers amser hir ac mae angen i chi fewngofnodi eto. Rydym yn cadw’r hyn a deipiwch pan fyddwch yn ei anfon.
common-session-stay = Aros wedi mewngofnodi
common-footer-terms = Telerau defnyddio
