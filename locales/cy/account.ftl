## Cyfrifon ar-lein dinesydd mewn meddygfeydd: ar gyfer beth, cysylltu â llythyr, datgysylltu. (A machine draft; no Welsh speaker has reviewed it.)

account-title = Eich cyfrif meddyg teulu ar-lein
account-intro = Gall meddygfa wneud cyfrif ar-lein i chi, fel y gallwch ddefnyddio ei gwasanaethau i chi eich hun neu dros rywun arall. Rydych yn ei gysylltu â’ch NHS login, gyda llythyr gan y feddygfa. Mae pob meddygfa yn gwneud ei chyfrif ei hun.
account-none = Nid oes unrhyw feddygfa wedi gwneud cyfrif i chi. Os oes angen un arnoch, gofynnwch i’ch meddygfa.
account-link = Cysylltu cyfrif â llythyr
account-unlink = Datgysylltu’r cyfrif hwn
account-see = Gweld eich cyfrif meddyg teulu ar-lein

account-not-active = Heb fod yn weithredol
account-active = Gallwch ddefnyddio’r hyn y mae { $practice } wedi’i drefnu i chi.
account-switched-off = Mae { $practice } wedi diffodd y cyfrif hwn. Gallwch ofyn i’r feddygfa pam.
account-not-linked = Nid yw’r cyfrif hwn wedi’i gysylltu â’ch NHS login. I’w gysylltu mae angen y llythyr gan { $practice } arnoch. Os nad yw gennych, neu os nad yw’n gweithio mwyach, gofynnwch i’r feddygfa am un newydd.
account-not-verified = Nid yw { $practice } wedi gwirio pwy ydych chi eto. Gofynnwch i’r feddygfa beth i ddod gyda chi. Mae pob meddygfa yn gwirio hyn ei hun, hyd yn oed os yw un arall wedi gwneud hynny.
account-not-associated = Nid yw { $practice } wedi trefnu dim y gallwch ei ddefnyddio heddiw. Os credwch fod hyn yn anghywir, gofynnwch i’r feddygfa.
account-made = Gwnaed y cyfrif
account-linked-on = Cysylltwyd
account-checked-on = Gwiriwyd pwy ydych chi
account-phone = Ffôn

account-yourself = Drosoch chi eich hun
account-can = Gallwch
account-can-nothing = Dim nawr
account-cannot = Ni allwch
account-set-up = Trefnwyd gan y feddygfa
account-days = Pryd
account-inactive = Dim nawr, am nad yw’r cyfrif hwn yn weithredol
account-suspended = Dim nawr, am fod hyn wedi’i oedi. Gallwch ofyn i { $practice } amdano
account-not-yet = Dim cyn { $day }
account-over = Dim mwyach, am fod hyn wedi dod i ben
account-off-at-practice = { $service }: nid yw { $practice } yn cynnig hyn ar-lein
account-off-for-you = { $service }: mae’r feddygfa wedi diffodd hyn i chi. Gallwch ofyn pam
account-not-given = { $service }: nid yw’r feddygfa wedi rhoi hyn i chi
account-older = O’r hyn a gofnodwyd cyn { $day }, dim ond hyn: { $level }
account-older-nothing = Dim a gofnodwyd cyn { $day }

account-link-title = Cysylltu eich cyfrif meddyg teulu ar-lein
account-link-intro = Copïwch y rhain o’r llythyr a roddodd y feddygfa i chi.
account-link-handed = Mae NHS login wedi dweud wrthym beth sydd ar y llythyr gan { $practice }. Nid oes angen i chi deipio dim: dewiswch “Cysylltu’r cyfrif”.
account-link-type = Teipio’r hyn sydd ar lythyr yn lle hynny
account-link-number = Rhif y cyfrif
account-link-number-hint = 9 rhif, er enghraifft 123 456 789
account-link-practice = Cod ODS
account-link-practice-hint = Cod y feddygfa, er enghraifft A12345
account-link-key = Allwedd gysylltu
account-link-key-hint = 16 o lythrennau a rhifau. I’w chadw’n ddiogel, nid ydym byth yn ei dangos eto: os daw’r dudalen hon yn ôl, rhowch yr allwedd eto.
account-link-family = Eich cyfenw
account-link-family-hint = Os mai dim ond un enw sydd gennych, rhowch hwnnw.
account-link-born = Eich dyddiad geni
account-link-send = Cysylltu’r cyfrif
account-link-no-letter = Os nad oes gennych lythyr, neu os nad yw’r manylion arno’n gweithio, gofynnwch i’r feddygfa a wnaeth eich cyfrif am un newydd.
account-link-number-empty = Rhowch rif y cyfrif
account-link-number-unfit = Rhaid i rif y cyfrif gynnwys 9 rhif
account-link-practice-empty = Rhowch y cod ODS
account-link-practice-unfit = Rhaid i’r cod ODS gynnwys rhwng 3 a 12 o lythrennau a rhifau
account-link-key-empty = Rhowch yr allwedd gysylltu
account-link-key-unfit = Rhaid i’r allwedd gysylltu gynnwys 16 o lythrennau a rhifau, fel ar y llythyr
account-link-family-empty = Rhowch eich cyfenw
account-link-born-empty = Rhowch eich dyddiad geni
account-link-born-missing = Rhaid i’ch dyddiad geni gynnwys { $missing }
account-link-born-not-real = Rhaid i’ch dyddiad geni fod yn ddyddiad go iawn
account-link-born-future = Rhaid i’ch dyddiad geni fod yn y gorffennol
account-link-wrong = Nid yw’r manylion hyn yn cyfateb i gyfrif y gallwch ei gysylltu. Gwiriwch bob un ohonynt yn erbyn y llythyr, a rhowch yr allwedd gysylltu eto
account-link-tries-why = Teipiwyd manylion anghywir yn rhy aml. Rhowch gynnig arall arni ymhen awr.

account-linked = Mae eich cyfrif wedi’i gysylltu
account-linked-what = Mae eich cyfrif yn { $practice } wedi’i gysylltu â’ch NHS login. Edrychwch ar eich cyfrif i weld beth allwch chi ei wneud gydag ef.
account-linked-letter = Cadwch y llythyr lle na fydd neb arall yn dod o hyd iddo. Os byddwch yn datgysylltu’r cyfrif, gallwch ei gysylltu eto â’r un llythyr, oni bai bod y feddygfa wedi rhoi un newydd i chi.

account-unlink-title = Datgysylltu eich cyfrif yn { $practice }?
account-unlink-nothing = Ni allwch ddefnyddio’r cyfrif hwn gyda’ch NHS login mwyach.
account-unlink-others = Os ydych yn gweithredu dros rywun yn y feddygfa hon, ni allwch wneud hynny ar-lein mwyach.
account-unlink-practice = Mae’r feddygfa yn gweld eich bod wedi’i ddatgysylltu. Mae’r hyn y mae wedi’i drefnu yn aros.
account-unlink-again = Gallwch ei gysylltu eto â’r un llythyr, oni bai bod y feddygfa wedi rhoi un newydd i chi.
account-unlink-ask = I’w gysylltu eto mae angen llythyr arnoch: gofynnwch i { $practice } am un.
account-unlink-keep = Peidio â’i ddatgysylltu
account-unlinked = Cyfrif wedi’i ddatgysylltu
account-unlinked-what = Nid yw eich cyfrif yn { $practice } wedi’i gysylltu â’ch NHS login mwyach.
