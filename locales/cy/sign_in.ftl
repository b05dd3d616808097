# Tudalennau mewngofnodi ac allgofnodi.

sign-in-again = Mewngofnodi eto
sign-in-nhs-login = Parhau i NHS login
sign-in-staff = Mewngofnodi fel staff meddygfa
sign-in-way-start = Mynd i’r dudalen gychwyn

sign-in-signed-out = Rydych wedi allgofnodi
sign-in-signed-out-provider = Rydych wedi allgofnodi o’r gwasanaeth hwn. Efallai eich bod yn dal wedi mewngofnodi i NHS login neu CIS2.
sign-in-signed-out-shared = Os oes pobl eraill yn defnyddio’r ddyfais hon, caewch bob ffenestr porwr nawr.
sign-in-signed-out-card = Os ydych yn defnyddio cerdyn clyfar, tynnwch ef o’r darllenydd.

sign-in-timed-out = Rydym wedi eich allgofnodi
sign-in-timed-out-why = Ni wnaethoch ddefnyddio’r gwasanaeth am { $minutes } munud, neu roeddech wedi mewngofnodi am 12 awr. Byddwn yn allgofnodi pobl bryd hynny i gadw eu manylion yn ddiogel.
sign-in-timed-out-answers = Rydym wedi cadw’r atebion a deipiwyd gennych. Mewngofnodwch eto o fewn 1 awr, ar y ddyfais hon, i barhau o’r lle roeddech.

sign-in-gone = Nid ydych wedi mewngofnodi mwyach
sign-in-gone-why = Gwnaethoch allgofnodi, efallai mewn tab neu ffenestr arall yn y porwr hwn, neu buoch i ffwrdd am amser hir.
sign-in-gone-answers = Os anfonoch rywbeth nawr, ni chafodd ei gadw.

sign-in-no-consent = Ni allwch barhau heb rannu eich gwybodaeth NHS login
sign-in-no-consent-why = Mae ar Mynediad person dibynadwy angen eich gwybodaeth NHS login i wirio pwy ydych chi.
sign-in-no-consent-next = Os byddwch yn newid eich meddwl, gallwch fynd yn ôl a chytuno i’w rhannu.
sign-in-no-consent-back = Yn ôl i NHS login
sign-in-no-consent-surgery = Os nad ydych am ei rhannu, siaradwch â’ch meddygfa. Gall ddweud wrthych am ffyrdd eraill o adael i rywun weithredu ar eich rhan.
sign-in-no-consent-help = Os oes angen help meddygol arnoch
sign-in-no-consent-111-online = Cael help ar-lein gan GIG 111
sign-in-no-consent-111 = Ffoniwch 111 os oes angen help meddygol arnoch nawr ac nad yw’n argyfwng
sign-in-no-consent-999 = Ffoniwch 999 os yw’n argyfwng
