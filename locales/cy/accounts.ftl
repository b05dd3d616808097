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
accounts-none-found = Ni chafwyd hyd i gyfrif.
accounts-none-yet = Nid oes gan eich meddygfa gyfrifon eto.
accounts-search = Chwilio yn ôl enw, rhif GIG neu rif cyfrif
accounts-search-hint = Dechrau enw cyntaf neu gyfenw, rhif GIG cyfan, neu’r 9 digid ar lythyr.
accounts-search-short = Mae 10 digid mewn rhif GIG, a 9 mewn rhif cyfrif

accounts-status-active = Gweithredol
accounts-status-off = Wedi’i ddiffodd gan y feddygfa
accounts-status-not-linked = Heb ei gysylltu eto
accounts-status-not-verified = Hunaniaeth heb ei gwirio
accounts-status-not-associated = Dim mynediad heddiw
accounts-was-off = Diffoddwyd oherwydd
accounts-next = Beth i’w wneud nawr
accounts-next-why = Heb fod yn weithredol oherwydd
accounts-next-holder = Heb ei gysylltu eto: mae deiliad y cyfrif yn ei gysylltu gyda’r llythyr. Os collwyd y llythyr, crëwch allwedd gysylltu arall

accounts-optional = { $label } (dewisol)
accounts-title-of = Teitl
accounts-given-name = Enwau cyntaf
accounts-given-name-hint = Gadewch hwn yn wag os mai dim ond un enw sydd gan y person, a rhowch yr enw hwnnw fel y cyfenw.
accounts-family-name = Cyfenw
accounts-family-name-empty = Rhowch y cyfenw
accounts-address = Cyfeiriad
accounts-phone = Rhif ffôn
accounts-email = Cyfeiriad e-bost
accounts-email-unfit = Rhowch gyfeiriad e-bost fel enw@example.com, neu gadewch hwn yn wag
accounts-line-long = Rhaid i bob llinell fod yn 100 nod neu lai
accounts-line-unfit = Defnyddiwch lythrennau, rhifau ac atalnodi yn unig
accounts-number-empty = Rhowch y rhif GIG
accounts-born-empty = Rhowch ddyddiad geni
accounts-born-future = Rhaid i’r dyddiad geni fod yn y gorffennol
accounts-not-traced = Nid yw’r manylion hyn yn cyfateb i gofnod GIG y gellir ei ddefnyddio yma. Gwiriwch y rhif, yr enw a’r dyddiad geni

accounts-date-empty = { $name }: rhowch ddyddiad
accounts-date-missing = { $name }: rhaid cynnwys { $missing }
accounts-date-not-real = { $name }: rhaid i hwn fod yn ddyddiad go iawn
accounts-choose = Dewiswch un ohonynt
accounts-note-hint = Dim ond eich meddygfa sy’n gweld hwn. Mae’n aros yn hanes y cyfrif.
accounts-reason = Pam?
accounts-reason-empty = Dewiswch pam
accounts-check-then = Ar ôl i chi wneud hyn
accounts-nothing = Mae fel hyn yn barod. Ni fyddai dim yn newid
accounts-too-late = Newidiodd cydweithiwr, neu ddeiliad y cyfrif, rywbeth tra oedd y dudalen hon ar agor. Mae eich atebion isod, ac nid ydynt wedi’u cadw eto. Anfonwch nhw eto os ydych yn dal i’w dymuno:

accounts-new = Creu cyfrif
accounts-new-means = Ar gyfer claf, neu rywun sy’n gweithredu dros glaf. Rydym yn gwirio’r manylion gyda chofnodion y GIG yn gyntaf. Nid oes neb yn cael ail gyfrif yn eich meddygfa.
accounts-new-then = Bydd y cyfrif yn cael ei greu. Bydd yn anweithredol nes bod hunaniaeth wedi’i gwirio, mynediad wedi’i roi, a’r deiliad wedi’i gysylltu.
accounts-patient = Rhoi mynediad dros glaf arall
accounts-patient-means = Pwy yw’r claf y mae deiliad y cyfrif yn gweithredu drosto? Rydym yn gwirio’r manylion gyda chofnodion y GIG.

accounts-linkage = Cysylltu ag NHS login y deiliad
accounts-key-since = Crëwyd yr allwedd gysylltu
accounts-key-none = Nid oes allwedd
accounts-linked-since = Wedi’i gysylltu ers
accounts-unlinked-at = Datgysylltwyd ar
accounts-key-issue = Creu allwedd gysylltu
accounts-key-issue-means = Ar y dudalen nesaf cewch lythyr gyda’r allwedd. Dim ond unwaith y’i dangosir: argraffwch ef yno. Ni all neb weld yr allwedd eto.
accounts-key-reset = Creu allwedd gysylltu arall
accounts-key-reset-means = Bydd yr allwedd sydd gan y deiliad yn peidio â gweithio, a chaiff y cyfrif ei ddatgysylltu ar unwaith. Ar y dudalen nesaf cewch lythyr gyda’r allwedd newydd. Dim ond unwaith y’i dangosir.
accounts-key-revoke = Tynnu’r allwedd gysylltu yn ôl
accounts-key-revoke-means = Bydd yr allwedd yn peidio â gweithio, a chaiff y cyfrif ei ddatgysylltu ar unwaith. Gall y deiliad ei gysylltu eto pan fyddwch yn creu allwedd arall.

accounts-letter-title = Cysylltwch eich cyfrif meddyg teulu ar-lein
accounts-letter-once = Argraffwch y llythyr hwn nawr, a rhowch ef i ddeiliad y cyfrif ac i neb arall. Dim ond y tro hwn y dangosir yr allwedd. Os caiff ei cholli, crëwch allwedd arall.
accounts-letter-what = Mae { $practice } wedi creu cyfrif ar-lein i chi. Gyda’r tri pheth hyn rydych yn ei gysylltu â’ch NHS login:
accounts-letter-number = Rhif y cyfrif (Account ID)
accounts-letter-practice = Cod ODS
accounts-letter-key = Allwedd gysylltu
accounts-letter-do = Beth i’w wneud
accounts-letter-step-sign-in = Ewch i { $address } a mewngofnodwch gyda NHS login.
accounts-letter-step-type = Dewiswch “Eich cyfrif meddyg teulu ar-lein”, yna “Cysylltu cyfrif â llythyr”. Teipiwch y tri pheth fel y maent yma.
accounts-letter-step-self = Teipiwch eich cyfenw a’ch dyddiad geni. Yna dewiswch “Cysylltu’r cyfrif”.
accounts-letter-keep = Cadwch y llythyr hwn yn ddiogel, a pheidiwch â’i ddangos i neb. Os nad yw rhywbeth yn gweithio, neu os gall rhywun arall fod wedi gweld y llythyr hwn, dywedwch wrthym yn y feddygfa. Ni fydd neb o’r feddygfa na’r GIG yn eich ffonio i ofyn am yr allwedd.

accounts-verify = Gwirio hunaniaeth
accounts-verify-again = Gwirio hunaniaeth eto
accounts-verify-means = Dywedwch sut y gwnaeth eich meddygfa’n siŵr pwy yw deiliad y cyfrif.
accounts-verify-on = Gwiriwyd hunaniaeth ar
accounts-proof = Sut
accounts-proof-empty = Dewiswch sut y gwiriwyd hunaniaeth
accounts-proof-documents = Gwelwyd dogfennau
accounts-proof-documents-are = Dogfennau a welwyd: { $documents }
accounts-proof-personal = Yn adnabyddus yn bersonol i’r sawl sy’n cofnodi hyn
accounts-proof-information = Atebasant gwestiynau am eu cofnod
accounts-proof-named = Mae cydweithiwr yn tystio iddynt
accounts-proof-nhs-login = Gwiriodd NHS login eu hunaniaeth (P9)
accounts-seen = Dogfennau a welwyd
accounts-seen-hint = Atebwch hyn dim ond os gwelwyd dogfennau. Ni chedwir copïau o ddogfennau yma.
accounts-seen-hint-copy = Atebwch hyn dim ond os gwelwyd dogfennau. Gallwch gadw copi o un yn y cam nesaf.
accounts-copy = Copi o ddogfen
accounts-copy-means = Nid oes rhaid i chi gadw un. Mae wedi’i amgryptio, dim ond staff eich meddygfa all ei agor, ac ni chaiff byth ei anfon i unman. Caiff ei ddileu pan nodir nad yw hunaniaeth wedi’i gwirio.
accounts-copy-link = Dolen i’r man lle mae eich meddygfa’n ei gadw
accounts-copy-link-hint = Dolen sy’n dechrau gyda https://
accounts-copy-file = Neu lun neu sgan
accounts-copy-file-hint = Ffeil JPEG, PNG neu PDF o 5 MB neu lai. I gadw copïau o sawl dogfen, gwiriwch hunaniaeth eto ar gyfer pob un.
accounts-copy-both = Dewiswch ffeil neu rhowch ddolen, nid y ddau
accounts-copy-large = Rhaid i’r ffeil fod yn 5 MB neu’n llai
accounts-copy-unknown = Rhaid i’r ffeil fod yn JPEG, yn PNG neu’n PDF
accounts-copy-no-link = Rhowch ddolen sy’n dechrau gyda https:// ac sydd heb enw na chyfrinair ynddi
accounts-copy-kept = Cadwyd copi o ddogfen
accounts-copy-open = Agor y copi
accounts-copy-leads-out = Mae’r ddolen hon yn arwain allan o’r gwasanaeth hwn, i’r man lle mae eich meddygfa’n cadw’r copi:
accounts-document-passport = Pasbort
accounts-document-birth = Tystysgrif geni
accounts-document-marriage = Tystysgrif priodas
accounts-document-other = Dogfen arall (dywedwch pa un yn y nodyn)
accounts-colleague = Cydweithiwr sy’n tystio
accounts-colleague-hint = Atebwch hyn dim ond os yw cydweithiwr yn tystio. Rhestrir cydweithwyr sydd wedi agor cyfrifon yma.
accounts-colleague-empty = Dewiswch y cydweithiwr sy’n tystio
accounts-unverify = Nodi nad yw hunaniaeth wedi’i gwirio
accounts-unverify-means = Bydd y cyfrif yn anweithredol nes bod hunaniaeth wedi’i gwirio eto. Caiff copïau o ddogfennau a gedwir gydag ef eu dileu.

accounts-switch-off = Diffodd y cyfrif hwn
accounts-switch-off-means = Ni all neb ei ddefnyddio nes i’ch meddygfa ei droi ymlaen eto.
accounts-switch-on = Troi’r cyfrif hwn ymlaen
accounts-switch-on-means = Bydd yn weithredol eto os nad oes dim arall ar goll.

accounts-associations = Mynediad
accounts-associate = Rhoi mynediad
accounts-associate-own = Rhoi mynediad drostynt eu hunain
accounts-associate-means = Rhowch yr hyn sydd ei angen yn unig, a dim ond am gyhyd ag y mae ei angen.
accounts-part-ground = Pam y caiff deiliad y cyfrif weithredu
accounts-part-access = Beth y cânt ei wneud, ac am ba hyd
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
accounts-evidence = Beth sy’n dangos y sail gyfreithiol
accounts-evidence-hint = Atebwch hyn dim ond os nad cydsyniad yw’r sail gyfreithiol.
accounts-evidence-empty = Dewiswch beth sy’n dangos y sail gyfreithiol
accounts-evidence-document = Gwelwyd y ddogfen gyfreithiol
accounts-evidence-register = Cofrestr y gellir dibynnu arni
accounts-evidence-vouching = Mae cydweithiwr yn tystio iddi
accounts-review = Diwrnod adolygu
accounts-review-hint = Dim ond os nad cydsyniad yw’r sail gyfreithiol. Ar y diwrnod hwn bydd eich meddygfa yn edrych arni eto. Er enghraifft, 31 12 2026
accounts-review-is = I’w hadolygu ar { $date }
accounts-tie-own = Eu cofnod eu hunain
accounts-services = Gwasanaethau
accounts-services-empty = Dewiswch o leiaf un peth y cânt ei wneud
accounts-off = Pam rydych yn tynnu rhywbeth i ffwrdd
accounts-off-hint = Atebwch hyn os ydych yn diffodd gwasanaeth neu’n dangos llai o’r cofnod.
accounts-before = Hyd yn hyn
accounts-after = O hyn ymlaen
accounts-gives = Yn rhoi
accounts-today = Yn bosibl heddiw
accounts-today-nothing = Dim byd
accounts-decided = Penderfynwyd ddiwethaf
accounts-used = Defnyddiwyd ddiwethaf
accounts-change = Newid y mynediad
accounts-case = Agor y cais sy’n penderfynu arno
accounts-change-means = Dim ond yn llai y gall mynediad dros glaf arall fynd yma. I roi mwy, adnewyddwch y mynediad.
accounts-renew = Adnewyddu’r mynediad
accounts-renew-means = Mae atal dros dro yn dod i ben drwy hyn. Gall mynediad dros glaf arall fynd yn fwy hefyd: dywedwch eto pam y caiff deiliad y cyfrif weithredu.
accounts-suspend = Atal y mynediad dros dro
accounts-suspend-means = Ni ellir gwneud dim gydag ef nes i’ch meddygfa adnewyddu’r mynediad.
accounts-end = Dod â’r mynediad i ben
accounts-end-means = Mae’n dod i ben am byth. Gallwch roi mynediad newydd yn ddiweddarach.
accounts-state-running = Wedi’i drefnu
accounts-state-suspended = Wedi’i atal dros dro: { $reason }
accounts-state-ended = Wedi dod i ben: { $reason }

accounts-switches = Gwasanaethau y mae eich meddygfa yn eu cynnig
accounts-switches-means = I bawb sydd â chyfrif yn eich meddygfa. Gall gwasanaeth sydd ymlaen yma fod wedi’i ddiffodd o hyd i un claf, neu heb ei roi i ddeiliad cyfrif.
accounts-switches-send = Cadw’r gwasanaethau
accounts-patient-switches = Gwasanaethau i’r claf hwn
accounts-patient-switches-means = I’r claf, ac i bawb sy’n gweithredu drosto yn eich meddygfa.
accounts-offered = Gwasanaethau sydd ymlaen
accounts-most = Faint o’r cofnod a ddangosir ar y mwyaf
accounts-most-hint = Atebwch hyn os yw gweld y cofnod meddyg teulu ymlaen. Mae pob dewis yn cynnwys y rhai uwch ei ben.
accounts-from = O ba ddiwrnod y dangosir hyn
accounts-from-hint = Gadewch hwn yn wag i ddangos cymaint â hyn o’r cofnod cyfan. Er enghraifft, 1 2 2025
accounts-older = Faint a ddangosir o’r hyn sy’n hŷn
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
accounts-options-means = Mae’r gosodiadau hyn ar gyfer holl gyfrifon eich meddygfa.
accounts-options-then = Mae hyn yn berthnasol o hyn ymlaen. Mae’r hyn a benderfynwyd o’r blaen yn aros fel y mae.
accounts-options-send = Cadw’r gosodiadau
accounts-verify-first = Cyn i fynediad gael ei roi
accounts-verify-first-yes = Rhaid gwirio hunaniaeth yn gyntaf
accounts-verify-first-no = Gellir gwirio hunaniaeth yn ddiweddarach
accounts-young-age = Pryd mae mynediad dros blentyn yn cael ei atal dros dro ohono’i hun
accounts-young-age-hint = Rydym yn dweud wrth ddeiliad y cyfrif 28 diwrnod ymlaen llaw. Eich meddygfa sy’n penderfynu pwy sy’n dweud wrth y plentyn.
accounts-young-age-is = Yn { $age } oed, ac yn 16 oed
accounts-young-age-none = Yn 16 oed yn unig

accounts-refused-place = Ni ellir gwneud hyn nawr. Ewch yn ôl i’r cyfrif ac edrychwch ar ei hanes: mae rhywbeth wedi newid
accounts-refused-has-one = Mae gan y person hwn gyfrif yn eich meddygfa yn barod. Dyma’r cyfrif hwnnw
accounts-refused-not-verified = Mae eich meddygfa am i hunaniaeth gael ei gwirio’n gyntaf. Gwiriwch hi, yna rhowch fynediad
accounts-refused-future = Ni chaiff y diwrnod fod yn y dyfodol
accounts-refused-no-document = Dewiswch o leiaf un ddogfen a welwyd
accounts-refused-not-proofed = Nid ydynt wedi mewngofnodi yma gydag NHS login ar y lefel uchel (P9)
accounts-refused-same-person = Y claf hwn yw deiliad y cyfrif. Ewch yn ôl a dewiswch “Rhoi mynediad drostynt eu hunain”
accounts-refused-elsewhere = Mae cofnodion y GIG yn dweud bod y claf wedi’i gofrestru gyda meddygfa arall, sy’n penderfynu drosto
accounts-refused-associated = Mae gan y cyfrif fynediad dros y claf hwn yn barod
accounts-refused-too-old = Mae cyfrifoldeb rhiant yn dod i ben pan fydd y claf yn troi’n 16
accounts-refused-too-young = Mae’r sail gyfreithiol hon ar gyfer cleifion 16 oed a hŷn
accounts-refused-evidence = Mae angen dogfen neu gofrestr ar y sail gyfreithiol hon
accounts-refused-review = Rhaid i’r diwrnod adolygu fod yn y dyfodol
accounts-refused-ground = I roi mwy nag sydd nawr, ewch yn ôl a defnyddiwch “Adnewyddu’r mynediad”
accounts-refused-case = Mae cais y claf yn penderfynu ar y mynediad hwn. Newidiwch ef yno
accounts-refused-reason = Dewiswch pam rydych yn tynnu rhywbeth i ffwrdd
accounts-refused-no-date = Nid oes dyddiad i’r hyn y mae meddygfa yn ei gynnig

accounts-why-patient-asked = Gofynnodd y claf
accounts-why-holder-asked = Gofynnodd deiliad y cyfrif
accounts-why-safeguarding = Pryder diogelu
accounts-why-misuse = Cafodd ei gamddefnyddio
accounts-why-not-needed = Nid oes ei angen mwyach
accounts-why-record-review = Rhaid gwirio’r cofnod yn gyntaf
accounts-why-not-offered = Nid yw’r feddygfa yn ei gynnig
accounts-why-other = Rheswm arall (dywedwch pa un yn y nodyn)
accounts-why-lost = Collwyd y llythyr
accounts-why-unusual = Gweithgarwch anarferol
accounts-why-compromised = Gall rhywun arall wybod yr allwedd
accounts-why-tries = Ceisiodd rhywun ei dyfalu’n rhy aml
accounts-why-mistake = Cafodd ei gofnodi drwy gamgymeriad
accounts-why-doubt = Mae amheuaeth ynghylch pwy ydoedd
accounts-why-review = Mae’n cael ei adolygu
accounts-why-young-age = Cyrhaeddodd y claf yr oedran pan fydd eich meddygfa yn adolygu mynediad
accounts-why-sixteen = Trodd y claf yn 16
accounts-why-unused = Ni ddefnyddiodd neb ef am bum mlynedd
accounts-why-patient-died = Mae’r claf wedi marw
accounts-why-holder-died = Mae deiliad y cyfrif wedi marw
accounts-why-restricted = Mae cofnodion y GIG yn dweud bod manylion yn gyfyngedig
accounts-why-relationship = Mae eu perthynas wedi newid
accounts-why-capacity = Nid oes gan ddeiliad y cyfrif alluedd
accounts-why-ground-gone = Nid yw’r sail gyfreithiol yn berthnasol mwyach
accounts-why-patient-left = Mae’r claf wedi’i gofrestru yn rhywle arall
accounts-why-not-used = Nid yw’n cael ei ddefnyddio
accounts-why-end-date = Mae’r diwrnod olaf wedi mynd heibio

accounts-event-opened = Crëwyd y cyfrif
accounts-event-key = Crëwyd allwedd gysylltu
accounts-event-key-reset = Crëwyd allwedd gysylltu arall. Nid yw’r cyfrif wedi’i gysylltu mwyach
accounts-event-key-revoked = Tynnwyd yr allwedd gysylltu yn ôl. Nid yw’r cyfrif wedi’i gysylltu mwyach
accounts-event-linked = Cysylltwyd gan ddeiliad y cyfrif
accounts-event-unlinked = Datgysylltwyd y cyfrif
accounts-event-verified = Gwiriwyd hunaniaeth
accounts-event-copy = Cadwyd copi o ddogfen
accounts-event-unverified = Nodwyd nad yw hunaniaeth wedi’i gwirio
accounts-event-associated = Rhoddwyd mynediad: { $name }
accounts-event-case = Mae’r mynediad yn dilyn cais y claf: { $name }
accounts-event-changed = Newidiwyd y mynediad: { $name }
accounts-event-renewed = Adnewyddwyd y mynediad: { $name }
accounts-event-suspended = Ataliwyd y mynediad dros dro: { $name }
accounts-event-ended = Daeth y mynediad i ben: { $name }
accounts-event-age-near = Caiff y mynediad ei atal dros dro cyn hir: { $name }
accounts-event-end-near = Daw’r mynediad i ben cyn hir: { $name }
accounts-event-review = Mae’r mynediad i’w adolygu: { $name }
accounts-event-off = Diffoddwyd y cyfrif
accounts-event-on = Trowyd y cyfrif ymlaen
accounts-event-told-holder = E-bost at ddeiliad y cyfrif
accounts-event-told-patient = E-bost at y claf
accounts-event-told-both = E-byst at ddeiliad y cyfrif ac at y claf
accounts-event-active = Mae’r cyfrif yn weithredol
accounts-event-inactive = Mae’r cyfrif yn anweithredol: { $reason }

accounts-told-holder = Beth rydym yn ei ddweud wrth ddeiliad y cyfrif?
accounts-told-outcome = Bod rhywbeth wedi newid
accounts-told-safety = Efallai y bydd rhywun arall yn darllen e-byst person. Os gallai’r claf fod mewn perygl pan ddaw deiliad y cyfrif i wybod am hyn, peidiwch â dweud dim, a siaradwch â’r claf ar ei ben ei hun. Nid ydym byth yn dweud pam mae rhywbeth wedi newid.
accounts-told-no-email = Nid oes gennym gyfeiriad e-bost ar eu cyfer. Dywedwch wrthynt eich hun.
accounts-told-child = Nid ydym yn ysgrifennu at neb o dan 16 oed. Meddyliwch pwy sy’n dweud wrthynt.
accounts-told-holder-nothing = Nid ydym yn ysgrifennu at ddeiliad y cyfrif.
accounts-told-holder-outcome = Rydym yn anfon e-bost at ddeiliad y cyfrif am yr hyn sydd wedi newid, heb reswm.
accounts-letter-to = { $to }: { $what }
accounts-letter-left = Dywedwch wrthynt eich hun
accounts-letter-left-why = Nid ydym wedi ysgrifennu: nid oes gennym gyfeiriad e-bost ar eu cyfer, neu maent o dan 16 oed.

accounts-reads = Pwy edrychodd ar y cyfrif hwn
accounts-read-account = Y cyfrif
accounts-read-key = Tudalen ei allwedd gysylltu
accounts-read-copy = Copi o ddogfen
accounts-read-reads = Pwy edrychodd arno
