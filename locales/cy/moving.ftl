## Symud pobl bresennol i’r storfa genedlaethol: tudalen i staff meddygfa (A machine draft; no Welsh speaker has reviewed it.)

moving-title = Symud pobl bresennol
moving-means = Mae’r bobl sy’n gallu defnyddio eich system meddyg teulu dros glaf yn cael eu symud i’r storfa genedlaethol o rolau. Dyma niferoedd eich meddygfa.
moving-none = Nid oes gennym restr o’ch meddygfa eto. Nid oes angen i chi wneud dim.
moving-moves = I’w symud: { $count }
moving-in-store = Yn y storfa genedlaethol: { $count }
moving-failed = Heb eu derbyn gan y storfa genedlaethol: { $count }
moving-excluded = Wedi’u gadael allan: { $count }
moving-wrong = Ni ellir eu darllen: { $count }
moving-left = Pwy na chaiff eu symud
moving-left-means = Mae pob llinell yn dweud pam. Os oes rhywbeth ar goll neu’n anghywir, cywirwch ef yn eich system meddyg teulu: caiff ei symud gyda’r rhestr nesaf. Nid oes angen i chi wneud dim am y lleill.
moving-id = Cyfeirnod yn eich system meddyg teulu
moving-row = Lle yn y rhestr
moving-why = Pam
moving-place = llinell { $line } o { $list }
moving-why-no-number = Nid oes gan y person dibynadwy rif GIG yn eich system meddyg teulu.
moving-why-shared = Mae sawl person yn defnyddio’r cyfrif hwn, fel mewn cartref gofal. Nid yw cyfrifon o’r fath byth yn cael eu symud.
moving-why-many = Mae’r person hwn yn gweithredu dros lawer iawn o gleifion. Gall fod yn gyfrif y mae sawl person yn ei rannu, felly nid yw’n cael ei symud. Os un person ydyw, dywedwch wrth y bobl sy’n gwneud y symud.
moving-why-not-active = Nid yw’n weithredol yn eich system meddyg teulu.
moving-why-ended = Mae ei ddiwrnod olaf wedi mynd heibio.
moving-why-failed = Ni dderbyniodd y storfa genedlaethol ef. Bydd y bobl sy’n ei symud yn edrych arno.
moving-why-wrong = Ni ellir darllen y colofnau hyn: { $columns }
