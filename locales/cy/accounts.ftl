## Online service accounts, for practice staff. (A machine draft; no Welsh speaker has reviewed it.)

accounts-title = Cyfrifon gwasanaethau ar-lein
accounts-one = Cyfrif gwasanaethau ar-lein
accounts-all = Pob cyfrif
accounts-back = Yn ôl i’r holl gyfrifon
accounts-back-to-account = Yn ôl i’r cyfrif
accounts-names = { $name }, cyfrif { $number }
accounts-holder = Deiliad y cyfrif
accounts-account-number = Rhif y cyfrif
accounts-status = Statws
accounts-acts-for = Yn gweithredu dros eraill
accounts-opened = Crëwyd
accounts-saved = Mae eich newid wedi’i gadw
accounts-none = Dim
accounts-never = Dim eto
accounts-found = { $count ->
    [zero] Ni chafwyd unrhyw gyfrifon
    [one] Cafwyd { $count } cyfrif
    [two] Cafwyd { $count } gyfrif
    [few] Cafwyd { $count } chyfrif
    [many] Cafwyd { $count } chyfrif
   *[other] Cafwyd { $count } cyfrif
}
accounts-none-found = Nid oes cyfrifon o’r fath.
accounts-search = Chwilio yn ôl enw, rhif GIG neu rif cyfrif
accounts-search-hint = Dechrau enw cyntaf neu gyfenw, rhif GIG cyfan, neu’r 9 digid ar lythyr.
accounts-search-short = Mae 10 digid mewn rhif GIG, a 9 mewn rhif cyfrif

accounts-status-active = Gweithredol
accounts-status-off = Wedi’i ddiffodd gan y feddygfa
accounts-status-not-linked = Heb ei gysylltu eto
accounts-status-not-verified = Hunaniaeth heb ei gwirio
accounts-status-not-associated = Dim mynediad heddiw
accounts-was-off = Diffoddwyd oherwydd

accounts-title-of = Teitl
accounts-given-name = Enwau cyntaf
accounts-family-name = Cyfenw
accounts-family-name-empty = Rhowch y cyfenw
accounts-address = Cyfeiriad
accounts-phone = Rhif ffôn
accounts-email = Cyfeiriad e-bost
accounts-email-unfit = Rhowch gyfeiriad e-bost fel enw@example.com, neu gadewch hwn yn wag
accounts-line-long = Rhaid i bob llinell fod yn 100 nod neu lai
accounts-line-unfit = Defnyddiwch lythrennau, rhifau ac atalnodi yn unig
accounts-number-empty = Rhowch y rhif GIG
accounts-born-future = Rhaid i’r dyddiad geni fod yn y gorffennol
accounts-not-traced = Nid yw’r manylion hyn yn cyfateb i gofnod GIG y gellir ei ddefnyddio yma. Gwiriwch y rhif, yr enw a’r dyddiad geni

accounts-date-empty = { $name }: rhowch ddyddiad
accounts-date-missing = { $name }: rhaid cynnwys { $missing }
accounts-date-not-real = { $name }: rhaid i hwn fod yn ddyddiad go iawn
accounts-choose = Dewiswch un ohonynt
accounts-note-hint = Dim ond eich meddygfa sy’n gweld hwn. Mae’n aros yn hanes y cyfrif.
accounts-reason = Pam?
accounts-reason-empty = Dewiswch pam
accounts-check-then = Beth mae hyn yn ei wneud
accounts-nothing = Mae felly’n barod. Ni fyddai dim yn newid
accounts-too-late = Newidiodd cydweithiwr, neu ddeiliad y cyfrif, rywbeth tra oedd y dudalen hon ar agor. Mae eich atebion isod, ac nid ydynt wedi’u cadw eto. Anfonwch nhw eto os dylent gyfrif o hyd:

accounts-new = Creu cyfrif
accounts-new-means = Ar gyfer claf, neu rywun sy’n gweithredu dros glaf. Rydym yn gwirio’r manylion gyda chofnodion y GIG yn gyntaf. Nid oes neb yn cael ail gyfrif yn eich meddygfa.
accounts-new-then = Bydd y cyfrif yn cael ei greu. Bydd yn anweithredol nes bod hunaniaeth wedi’i gwirio, claf wedi’i gysylltu ag ef, a’r deiliad wedi’i gysylltu.
accounts-patient = Cysylltu â chlaf arall
accounts-patient-means = Pwy yw’r claf y mae deiliad y cyfrif yn gweithredu drosto? Rydym yn gwirio’r manylion gyda chofnodion y GIG.

accounts-linkage = Cysylltiad
accounts-key-since = Crëwyd yr allwedd gysylltu
accounts-key-none = Nid oes allwedd
accounts-linked-since = Wedi’i gysylltu ers
accounts-unlinked-at = Datgysylltwyd o’r blaen
accounts-key-issue = Creu allwedd gysylltu
accounts-key-issue-means = Byddwch yn cael llythyr gyda’r allwedd ar y dudalen nesaf, unwaith. Argraffwch ef yno: ni all neb ddarllen yr allwedd eto.
accounts-key-reset = Creu allwedd gysylltu arall
accounts-key-reset-means = Bydd yr allwedd bresennol yn peidio â gweithio, ac ni fydd y cyfrif wedi’i gysylltu mwyach, ar unwaith. Byddwch yn cael llythyr gyda’r allwedd newydd ar y dudalen nesaf, unwaith.
accounts-key-revoke = Tynnu’r allwedd gysylltu yn ôl
accounts-key-revoke-means = Bydd yr allwedd yn peidio â gweithio, ac ni fydd y cyfrif wedi’i gysylltu mwyach, ar unwaith.

accounts-letter-title = Cysylltwch eich cyfrif meddyg teulu ar-lein
accounts-letter-once = Argraffwch y llythyr hwn nawr. Dim ond y tro hwn y dangosir yr allwedd sydd arno. Os caiff ei golli, crëwch allwedd arall.
accounts-letter-what = Mae { $practice } wedi creu cyfrif ar-lein i chi. Mae’r tair eitem hyn yn ei gysylltu â’ch mewngofnodi eich hun:
accounts-letter-number = Rhif y cyfrif (Account ID)
accounts-letter-practice = Cod y feddygfa (cod ODS)
accounts-letter-key = Allwedd gysylltu
accounts-letter-do = Beth i’w wneud
accounts-letter-step-sign-in = Ewch i { $address } a mewngofnodwch gyda NHS login.
accounts-letter-step-type = Dewiswch gysylltu eich cyfrif meddyg teulu ar-lein, a theipiwch y tair eitem fel y maent yma.
accounts-letter-step-self = Teipiwch eich cyfenw a’ch dyddiad geni.
accounts-letter-keep = Cadwch y llythyr hwn yn ddiogel, a pheidiwch â’i ddangos i neb. Os gall rhywun arall fod wedi’i weld, dywedwch wrth eich meddygfa.

accounts-verify = Gwirio hunaniaeth
accounts-verify-means = Dywedwch sut y gwnaeth eich meddygfa’n siŵr pwy yw deiliad y cyfrif. Ni chedwir copïau o ddogfennau yma.
accounts-verify-on = Gwiriwyd hunaniaeth ar
accounts-proof = Sut
accounts-proof-empty = Dewiswch sut y gwiriwyd hunaniaeth
accounts-proof-documents = Gwelwyd dogfennau
accounts-proof-documents-are = Dogfennau a welwyd: { $documents }
accounts-proof-personal = Rwy’n eu hadnabod
accounts-proof-information = Roeddent yn gwybod beth sydd yn eu cofnod
accounts-proof-named = Mae cydweithiwr yn tystio iddynt
accounts-proof-nhs-login = Gwiriodd NHS login eu hunaniaeth (P9)
accounts-seen = Dogfennau a welwyd
accounts-seen-hint = Atebwch hyn dim ond os gwelwyd dogfennau.
accounts-document-passport = Pasbort
accounts-document-birth = Tystysgrif geni
accounts-document-marriage = Tystysgrif priodas
accounts-document-other = Dogfen arall (dywedwch pa un yn y nodyn)
accounts-colleague = Cydweithiwr sy’n tystio
accounts-colleague-hint = Atebwch hyn dim ond os yw cydweithiwr yn tystio. Rhestrir cydweithwyr sydd wedi agor cyfrifon yma.
accounts-colleague-empty = Dewiswch y cydweithiwr sy’n tystio
accounts-unverify = Nid yw’r gwiriad yn cyfrif mwyach
accounts-unverify-means = Bydd y cyfrif yn anweithredol nes bod hunaniaeth wedi’i gwirio eto.

accounts-switch-off = Diffodd y cyfrif hwn
accounts-switch-off-means = Ni all neb ei ddefnyddio nes i’ch meddygfa ei droi ymlaen eto.
accounts-switch-on = Troi’r cyfrif hwn ymlaen
accounts-switch-on-means = Bydd yn weithredol eto os nad oes dim arall ar goll.

accounts-associations = Cysylltiadau â chleifion
accounts-associate = Cysylltu â chlaf
accounts-associate-own = Cysylltu â’u cofnod eu hunain
accounts-associate-means = Dywedwch ar ba sail, ar gyfer beth, ac am ba hyd. Rhowch yr hyn sydd ei angen yn unig.
accounts-part-ground = Ar ba sail
accounts-part-access = Beth y gellir ei wneud
accounts-relationship = Beth yw deiliad y cyfrif i’r claf
accounts-relationship-empty = Dewiswch beth yw deiliad y cyfrif i’r claf
accounts-ground = Sail gyfreithiol
accounts-ground-empty = Dewiswch y sail gyfreithiol
accounts-ground-consent = Mae’r claf yn cydsynio
accounts-ground-parental = Cyfrifoldeb rhiant
accounts-ground-best-interests = Buddiannau pennaf claf na all benderfynu
accounts-ground-attorney = Atwrneiaeth arhosol dros iechyd a lles
accounts-ground-deputy = Dirprwy lles personol a benodwyd gan lys
accounts-consent-hint = Atebwch hyn dim ond os yw’r claf yn cydsynio.
accounts-evidence = Beth sy’n ei ddangos
accounts-evidence-hint = Atebwch hyn dim ond os nad cydsyniad yw’r sail gyfreithiol.
accounts-evidence-empty = Dewiswch beth sy’n dangos y sail gyfreithiol
accounts-evidence-document = Gwelwyd y ddogfen gyfreithiol
accounts-evidence-register = Cofrestr y gellir dibynnu arni
accounts-evidence-vouching = Mae cydweithiwr yn tystio iddi
accounts-review = Diwrnod adolygu
accounts-review-hint = Dim ond os nad cydsyniad yw’r sail gyfreithiol. Ar y diwrnod hwn bydd eich meddygfa yn edrych arni eto. Er enghraifft, 31 12 2026
accounts-review-is = I’w hadolygu ar { $date }
accounts-tie-own = Eu cofnod eu hunain
accounts-services = Beth y gellir ei wneud gyda’r cyfrif hwn
accounts-services-empty = Dewiswch o leiaf un peth y gellir ei wneud
accounts-off = Pam mae rhywbeth yn cael ei dynnu i ffwrdd
accounts-off-hint = Ei angen lle mae gwasanaeth yn cael ei ddiffodd neu lai o’r cofnod yn cael ei ddangos.
accounts-before = Hyd yn hyn
accounts-after = O hyn ymlaen
accounts-gives = Yn rhoi
accounts-today = Yn bosibl heddiw
accounts-decided = Penderfynwyd ddiwethaf
accounts-used = Defnyddiwyd ddiwethaf
accounts-change = Newid y mynediad
accounts-change-means = Dim ond yn llai y gall mynediad dros rywun arall fynd yma. I roi mwy, penderfynwch o’r newydd.
accounts-renew = Penderfynu o’r newydd
accounts-renew-means = Nodwch y sail eto. Mae saib yn dod i ben drwy hyn, a gall mynediad dros rywun arall dyfu.
accounts-pause = Oedi’r mynediad
accounts-pause-means = Nid yw’n rhoi dim nes i’ch meddygfa benderfynu o’r newydd.
accounts-end = Dod â’r cysylltiad i ben
accounts-end-means = Mae’n dod i ben am byth. Gellir gwneud cysylltiad newydd yn ddiweddarach.
accounts-state-running = Yn cyfrif ar ei ddyddiau
accounts-state-paused = Wedi’i oedi: { $reason }
accounts-state-ended = Wedi dod i ben: { $reason }

accounts-switches = Gwasanaethau y mae eich meddygfa yn eu cynnig
accounts-switches-means = Mae hyn yn cyfrif i bawb yn eich meddygfa. Mae mynediad nad yw switshis y claf ei hun, neu gysylltiad, yn ei roi yn aros wedi’i ddiffodd.
accounts-switches-send = Gosod y switshis
accounts-patient-switches = Gwasanaethau i’r claf hwn
accounts-patient-switches-means = Mae hyn yn cyfrif i’r claf ac i bawb sy’n gweithredu drosto yn eich meddygfa.
accounts-offered = Gwasanaethau sydd ymlaen
accounts-most = Y mwyaf o’r cofnod a ddangosir
accounts-most-hint = Yn cyfrif lle mae gweld y cofnod ymlaen. Mae pob dewis yn cynnwys y rhai uwch ei ben.
accounts-from = Dangosir cymaint o’r diwrnod hwn ymlaen
accounts-from-hint = Gadewch hwn yn wag os yw’n cyfrif i’r cofnod cyfan. Er enghraifft, 1 2 2025
accounts-older = Y mwyaf a ddangosir o’r hyn sy’n hŷn
accounts-older-hint = Atebwch hyn dim ond os rhoesoch ddiwrnod.
accounts-older-empty = Dewiswch faint a ddangosir o’r hyn sy’n hŷn
accounts-older-further = Ni ellir dangos mwy o’r hyn sy’n hŷn nag o’r hyn sy’n fwy newydd
accounts-lose = { $count ->
    [0] Nid oes neb yn colli hyn heddiw: { $service }
    [one] Mae { $count } person yn colli: { $service }
    [two] Mae { $count } berson yn colli: { $service }
    [few] Mae { $count } pherson yn colli: { $service }
    [many] Mae { $count } pherson yn colli: { $service }
   *[other] Mae { $count } o bobl yn colli: { $service }
}
accounts-get = Wedi’i droi ymlaen, i’r rhai a’i cafodd: { $service }
accounts-see-less = { $count ->
    [0] Dangosir llai o’r cofnod. Nid oes neb yn ei weld heddiw.
    [one] Mae { $count } person yn gweld llai o’r cofnod.
    [two] Mae { $count } berson yn gweld llai o’r cofnod.
    [few] Mae { $count } pherson yn gweld llai o’r cofnod.
    [many] Mae { $count } pherson yn gweld llai o’r cofnod.
   *[other] Mae { $count } o bobl yn gweld llai o’r cofnod.
}
accounts-nobody-loses = Nid oes neb yn colli dim.

accounts-options = Gosodiadau cyfrifon
accounts-options-means = Mae’r gosodiadau hyn yn cyfrif i holl gyfrifon eich meddygfa.
accounts-options-then = Mae’n cyfrif o hyn ymlaen. Mae’r hyn a benderfynwyd o’r blaen yn aros fel y mae.
accounts-options-send = Cadw’r gosodiadau
accounts-verify-first = Cyn i gyfrif gael ei gysylltu â chlaf
accounts-verify-first-yes = Rhaid gwirio hunaniaeth yn gyntaf
accounts-verify-first-no = Gellir gwirio hunaniaeth yn ddiweddarach
accounts-young-age = Pryd mae mynediad dros blentyn yn oedi ohono’i hun
accounts-young-age-hint = Dywedir wrth y ddau berson 28 diwrnod ymlaen llaw.
accounts-young-age-is = Yn { $age } oed, ac yn 16 oed
accounts-young-age-none = Yn 16 oed yn unig

accounts-refused-place = Ni ellir gwneud hyn nawr, oherwydd sut mae’r cyfrif yn sefyll
accounts-refused-has-one = Mae gan y person hwn gyfrif yn eich meddygfa. Dyma fo
accounts-refused-not-verified = Mae eich meddygfa am i hunaniaeth gael ei gwirio’n gyntaf. Gwiriwch hi, yna cysylltwch y cyfrif
accounts-refused-future = Ni chaiff y diwrnod fod yn y dyfodol
accounts-refused-no-document = Dewiswch o leiaf un ddogfen a welwyd
accounts-refused-not-proofed = Nid ydynt wedi mewngofnodi yma gydag NHS login sydd wedi’i wirio i P9
accounts-refused-same-person = Nid oes neb yn gweithredu drosto’i hun fel dros berson arall
accounts-refused-elsewhere = Mae cofnodion y GIG yn dweud bod y claf wedi’i gofrestru gyda meddygfa arall, sy’n penderfynu drosto
accounts-refused-associated = Mae’r cyfrif wedi’i gysylltu â’r claf hwn yn barod
accounts-refused-too-old = Mae cyfrifoldeb rhiant yn dod i ben pan fydd y claf yn troi’n 16
accounts-refused-too-young = Mae’r sail gyfreithiol hon ar gyfer cleifion 16 oed a hŷn
accounts-refused-evidence = Mae angen dogfen neu gofrestr ar y sail gyfreithiol hon
accounts-refused-review = Rhaid i’r diwrnod adolygu fod yn y dyfodol
accounts-refused-ground = I roi mwy nag sydd nawr, defnyddiwch “Penderfynu o’r newydd”
accounts-refused-reason = Dewiswch pam mae rhywbeth yn cael ei dynnu i ffwrdd
accounts-refused-no-date = Nid oes dyddiad i switshis meddygfa

accounts-why-patient-asked = Gofynnodd y claf
accounts-why-holder-asked = Gofynnodd deiliad y cyfrif
accounts-why-safeguarding = Pryder diogelu
accounts-why-misuse = Cafodd ei gamddefnyddio
accounts-why-not-needed = Nid oes ei angen mwyach
accounts-why-record-review = Rhaid edrych drwy’r cofnod yn gyntaf
accounts-why-not-offered = Nid yw’r feddygfa yn ei gynnig
accounts-why-other = Rheswm arall (dywedwch pa un yn y nodyn)
accounts-why-lost = Collwyd y llythyr
accounts-why-unusual = Gweithgarwch anarferol
accounts-why-compromised = Gall rhywun arall wybod yr allwedd
accounts-why-tries = Ceisiwyd ei dyfalu’n rhy aml
accounts-why-mistake = Cafodd ei gofnodi drwy gamgymeriad
accounts-why-doubt = Mae amheuaeth ynghylch pwy ydoedd
accounts-why-review = Mae’n cael ei adolygu
accounts-why-young-age = Cyrhaeddodd y claf yr oedran pan fydd eich meddygfa yn penderfynu o’r newydd
accounts-why-sixteen = Trodd y claf yn 16
accounts-why-unused = Ni ddefnyddiodd neb ef am bum mlynedd
accounts-why-patient-died = Mae’r claf wedi marw
accounts-why-holder-died = Mae deiliad y cyfrif wedi marw
accounts-why-restricted = Mae cofnod yn gyfyngedig
accounts-why-relationship = Mae eu perthynas wedi newid
accounts-why-capacity = Nid oes gan ddeiliad y cyfrif alluedd
accounts-why-ground-gone = Mae’r sail gyfreithiol wedi diflannu
accounts-why-patient-left = Mae’r claf wedi’i gofrestru yn rhywle arall
accounts-why-not-used = Nid yw’n cael ei ddefnyddio
accounts-why-end-date = Mae’r diwrnod olaf wedi mynd heibio

accounts-event-opened = Crëwyd y cyfrif
accounts-event-key = Crëwyd allwedd gysylltu
accounts-event-key-reset = Crëwyd allwedd gysylltu arall; nid oes dim wedi’i gysylltu mwyach
accounts-event-key-revoked = Tynnwyd yr allwedd gysylltu yn ôl; nid oes dim wedi’i gysylltu mwyach
accounts-event-linked = Cysylltwyd gan ddeiliad y cyfrif
accounts-event-unlinked = Heb ei gysylltu mwyach
accounts-event-verified = Gwiriwyd hunaniaeth
accounts-event-unverified = Nid yw gwiriad yr hunaniaeth yn cyfrif mwyach
accounts-event-associated = Cysylltwyd â { $name }
accounts-event-changed = Newidiwyd y mynediad dros { $name }
accounts-event-renewed = Penderfynwyd o’r newydd ar y mynediad dros { $name }
accounts-event-paused = Oedwyd y mynediad dros { $name }
accounts-event-ended = Daeth y mynediad dros { $name } i ben
accounts-event-age-near = Dywedwyd wrth y ddau fod y mynediad dros { $name } yn oedi cyn hir
accounts-event-end-near = Dywedwyd wrth y ddau fod y mynediad dros { $name } yn dod i ben cyn hir
accounts-event-review = Mae’r mynediad dros { $name } i’w adolygu
accounts-event-off = Diffoddwyd y cyfrif
accounts-event-on = Trowyd y cyfrif ymlaen
accounts-event-active = Mae’r cyfrif yn weithredol
accounts-event-inactive = Mae’r cyfrif yn anweithredol: { $reason }

accounts-reads = Pwy edrychodd ar y cyfrif hwn
accounts-read-account = Y cyfrif
accounts-read-key = Tudalen ei allwedd gysylltu
accounts-read-reads = Pwy edrychodd arno
