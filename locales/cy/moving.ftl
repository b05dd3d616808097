## Symud pobl bresennol i’r storfa genedlaethol: tudalen i staff meddygfa (A machine draft; no Welsh speaker has reviewed it.)

moving-title = Symud pobl bresennol
moving-means = Mae’r bobl sy’n gallu defnyddio eich system meddyg teulu dros glaf yn cael eu symud i’r storfa genedlaethol o rolau. Dyma niferoedd eich meddygfa.
moving-none = Nid oes rhestr o’ch meddygfa wedi’i mewnforio eto.
moving-moves = I’w symud: { $count }
moving-in-store = Yn y storfa genedlaethol: { $count }
moving-failed = Heb eu derbyn gan y storfa genedlaethol: { $count }
moving-excluded = Wedi’u gadael allan: { $count }
moving-wrong = Ni ellir eu darllen: { $count }
moving-left = Pwy sydd ddim yn cael ei symud
moving-left-means = Cywirwch y rhain yn eich system meddyg teulu lle gallwch. Yna cânt eu symud gyda’r rhestr nesaf.
moving-id = Cyfeirnod yn eich system meddyg teulu
moving-row = Lle yn y rhestr
moving-why = Pam
moving-place = llinell { $line } o { $list }
moving-why-no-number = Nid oes gan y person dibynadwy rif GIG yn eich system meddyg teulu.
moving-why-shared = Mae sawl person yn defnyddio’r cyfrif hwn, fel mewn cartref gofal. Nid yw cyfrifon o’r fath byth yn cael eu symud.
moving-why-many = Un person ar gyfer cynifer o gleifion nes ein bod yn ei gymryd fel cyfrif sawl person.
moving-why-not-active = Nid yw’n weithredol yn eich system meddyg teulu.
moving-why-ended = Mae ei ddiwrnod olaf wedi mynd heibio.
moving-why-failed = Ni dderbyniodd y storfa genedlaethol ef. Bydd y bobl sy’n ei symud yn edrych arno.
moving-why-wrong = Ni ellir darllen y colofnau hyn: { $columns }
