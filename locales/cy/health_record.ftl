## Y cofnod meddyg teulu: beth mae person dibynadwy neu’r claf yn ei weld ohono, pwy edrychodd, a beth fyddai eraill yn ei weld. (A machine draft; no Welsh speaker has reviewed it.)

health-record-banner = Rydych yn edrych ar gofnod { $name }
health-record-banner-own = Rydych yn edrych ar eich cofnod eich hun
health-record-way-back = Yn ôl i’ch tudalennau eich hun
health-record-limited = Golwg gyfyngedig ar Gofnod y Claf yw hon ac efallai na fydd yn cynnwys unrhyw destun rhydd. Efallai na fydd gwybodaeth yr ystyrir ei bod yn sensitif, neu a oedd yn bodoli cyn creu’r gwasanaeth hwn, ar gael i’w gweld ar-lein.
health-record-title = Cofnod meddyg teulu
health-record-look = Edrych ar gofnod meddyg teulu { $name }
health-record-look-own = Edrych ar eich cofnod meddyg teulu
health-record-how-far = Faint rydych yn ei weld
health-record-how-far-before = Yr hyn a gofnodwyd cyn { $day }: { $level }. Dangosir mwy lle mae’r feddygfa wedi’i adolygu.
health-record-held-by = { $practice } sy’n cadw’r cofnod hwn. Os oes rhywbeth ynddo’n anghywir neu ar goll, cysylltwch â’r feddygfa.
health-record-held-by-call = { $practice } sy’n cadw’r cofnod hwn. Os oes rhywbeth ynddo’n anghywir neu ar goll, ffoniwch y feddygfa ar { $number }.
health-record-in-transit = Nid yw’r cofnod o’r feddygfa flaenorol wedi cyrraedd eto. Efallai bod pethau a gofnodwyd cyn { $day } ar goll.
health-record-awaiting-filing = Nid yw’r feddygfa wedi ychwanegu popeth at y cofnod eto. Efallai bod pethau a gofnodwyd cyn { $day } ar goll.
health-record-contents = Beth sydd yn y cofnod
health-record-counted = { $group } ({ NUMBER($count, useGrouping: "false") })
health-record-nothing = Nid oes dim yma y gallwch ei weld.
health-record-overview = Yn ôl i gynnwys y cofnod
health-record-safety = Os oes angen help ar rywun nawr, ffoniwch 999. Am gyngor ar yr hyn a ddarllenwch yma, gofynnwch i’r feddygfa neu ffoniwch 111.

health-record-medicines = Meddyginiaethau
health-record-allergies = Alergeddau ac adweithiau gwael
health-record-problems = Problemau iechyd
health-record-consultations = Ymgynghoriadau
health-record-results = Canlyniadau profion
health-record-immunisations = Brechiadau
health-record-referrals = Atgyfeiriadau
health-record-documents = Dogfennau
health-record-other = Cofnodiadau eraill
health-record-comments = Nodiadau eraill
health-record-details = Enw, cyfeiriad a chofrestriad
health-record-diary = Nodiadau atgoffa’r feddygfa

health-record-repeat = Meddyginiaethau amlroddadwy
health-record-current-medicines = Meddyginiaethau eraill nawr
health-record-past-medicines = Meddyginiaethau’r gorffennol
health-record-current-allergies = Alergeddau nawr
health-record-past-allergies = Alergeddau’r gorffennol
health-record-current-problems = Problemau nawr
health-record-past-problems = Problemau’r gorffennol

health-record-what = Beth
health-record-when = Pryd
health-record-more = Manylion
health-record-by = Cofnodwyd gan
health-record-no-term = Cofnodiad heb ddisgrifiad
health-record-no-day = Dim dyddiad
health-record-consultation = Ymgynghoriad
health-record-document = Dogfen
health-record-unknown = Heb ei gofnodi
health-record-problem = Problem

health-record-sort = Trefnu yn ôl
health-record-sort-date = Dyddiad
health-record-sort-type = Math
health-record-sort-problem = Problem
health-record-sort-source = Pwy a’i cofnododd

health-record-value = Gwerth
health-record-range = Ystod arferol
health-record-range-between = { $from } i { $to }
health-record-range-from = { $from } neu fwy
health-record-range-to = { $to } neu lai
health-record-dose = Sut i’w gymryd
health-record-quantity = Nifer
health-record-repeats = Sawl gwaith y gellir ei ailroi
health-record-last-issued = Rhagnodwyd ddiwethaf
health-record-until = Tan
health-record-ended = Daeth i ben
health-record-reaction = Adwaith
health-record-severity = Pa mor ddrwg
health-record-mild = Ysgafn
health-record-moderate = Cymedrol
health-record-severe = Difrifol
health-record-not-given = Heb ei roi
health-record-to = At
health-record-note = Nodyn
health-record-open = Lawrlwytho’r ddogfen
health-record-no-file = Nid yw’r ddogfen hon ar gael ar-lein. Gofynnwch i’r feddygfa amdani.

health-record-trends = Newidiadau dros amser
health-record-trend = O { $first } ar { $from } i { $last } ar { $to }

health-record-name = Enw
health-record-born = Dyddiad geni
health-record-address = Cyfeiriad
health-record-contacts = Ffôn ac e-bost
health-record-registered = Cofrestredig ers

health-record-looks = Pwy edrychodd ar eich cofnod
health-record-looks-intro = Rydym yn nodi hynny bob tro y bydd rhywun yn edrych ar eich cofnod meddyg teulu yma. Os nad ydych yn gwybod pam yr edrychodd rhywun, gofynnwch i’ch meddygfa.
health-record-looks-stop = I gadw rhywun rhag edrych, ataliwch neu oedwch eu mynediad. Dechreuwch o’ch hafan.
health-record-looks-first = Mae’r { $count } diweddaraf wedi’u rhestru yma.
health-record-looks-none = Nid oes neb wedi edrych ar eich cofnod yma.
health-record-looks-who = Pwy
health-record-looks-what = Ar beth yr edrychwyd
health-record-looks-how-far = Faint y gallent ei weld
health-record-looks-you = Chi
health-record-looks-staff = { $name } o { $practice }
health-record-looks-removed = Rhywun nad yw ei enw gennym mwyach
health-record-looks-contents = Cynnwys y cofnod
health-record-looks-file = Dogfen
health-record-looks-levels = Gwiriad o’r hyn y byddai person dibynadwy yn ei weld
health-record-looks-every-level = Pob lefel

health-record-would-see = Beth fydden nhw’n ei weld?
health-record-would-see-intro = Faint o’r cofnod y byddai pob lefel yn ei ddangos heddiw, o fewn yr hyn y mae eich meddygfa’n ei gynnig ar-lein. Nid oes unrhyw lefel yn dangos cofnodiadau sydd wedi’u cyfyngu o’r golwg, sy’n gyfrinachol, nad ydynt ar gyfer y claf, neu sydd heb eu hadolygu neu heb eu ffeilio.
health-record-would-see-most = Ar gyfer y claf hwn, mae eich meddygfa’n dangos ar y mwyaf: { $level }. Nid yw lefelau sy’n mynd ymhellach yn dangos mwy na hynny.
health-record-would-see-most-older = O’r hyn sy’n hŷn na { $date }, mae’n dangos ar y mwyaf: { $level }.
health-record-would-see-none = Nid yw’r gwasanaeth hwn yn cadw cofnod o’r claf hwn y gellid ei ddangos. Gallwch benderfynu serch hynny: mae pob lefel wedi’i hegluro lle rydych yn ei dewis.
health-record-would-see-counts = Faint o gofnodiadau y mae pob lefel yn eu dangos
health-record-would-see-kind = Rhan o’r cofnod
health-record-would-see-sum = Cyfanswm
health-record-would-see-difference = Y gwahaniaeth rhwng dwy lefel
health-record-would-see-from = Y lefel gyntaf
health-record-would-see-to = Yr ail lefel
health-record-would-see-listed = Cofnodiadau sy’n wahanol
health-record-would-see-compare = Cymharu
health-record-would-see-more = { $count ->
    [0] Mae’r ddwy lefel yn dangos yr un cofnodiadau.
    [one] Dim ond y lefel uwch sy’n dangos { $count } cofnodiad, neu’n dangos mwy ohono.
   *[other] Dim ond y lefel uwch sy’n dangos { $count } cofnodiad, neu’n dangos mwy ohonynt.
}
health-record-would-see-first = Mae’r { $count } diweddaraf wedi’u rhestru yma.
health-record-would-see-shown = Beth mae’r lefel uwch yn ei ychwanegu
health-record-would-see-new = Y cofnodiad
health-record-would-see-fuller = Yr hyn a ysgrifennwyd wrth ei ymyl
