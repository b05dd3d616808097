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

## Y llythyr sy’n dweud wrth feddygfa amdano (A machine draft; no Welsh speaker has reviewed it.)

moving-letter-subject = Mae’r bobl sy’n gweithredu dros eich cleifion yn symud i’r storfa genedlaethol
moving-letter-what = Bydd y bobl sy’n gallu defnyddio eich system meddyg teulu dros glaf yn cael eu cofnodi yn y storfa genedlaethol o rolau. Ni sy’n eu symud; mae eich system meddyg teulu a’ch rhestr yn aros fel y maent.
moving-letter-when = Mae’r symud yn dechrau ar { $opens } ac yn mynd ymlaen tan { $closes }, amser Llundain. Os na fydd wedi’i orffen erbyn hynny, bydd yn mynd ymlaen yn yr un oriau yr wythnos wedyn.
moving-letter-same = Nid oes dim yn newid i gleifion nac i’r rhai sy’n gweithredu drostynt. Nid oes dim yn newid i chi nes i’ch meddygfa roi’r storfa genedlaethol ar waith.
moving-letter-numbers = Niferoedd eich meddygfa
moving-letter-needed = Beth mae angen i chi ei wneud
moving-letter-look = Cyn { $opens }: edrychwch ar y rhai na chânt eu symud. Mae rheswm gan bob un. Os oes rhywbeth ar goll neu’n anghywir, cywirwch ef yn eich system meddyg teulu: caiff ei symud gyda’r rhestr nesaf.
moving-letter-switch = Ar ôl y symud: pan fyddwn ni a’r gwasanaeth cenedlaethol wedi cyfrif yr un nifer, bydd tudalen y gosodiadau yn gadael i chi ddewis “Ar waith”. O hynny ymlaen, bydd yr hyn rydych yn ei benderfynu yn cael ei gofnodi yno hefyd, a bydd mynediad sy’n dod i ben yno yn cael ei atal dros dro yma. Dewiswch hynny pan fydd eich meddygfa yn barod.
moving-letter-not-needed = Beth nad oes angen i chi ei wneud
moving-letter-no-entry = Peidiwch â chofnodi neb eto, a pheidiwch â dod â mynediad neb i ben oherwydd y symud.
moving-letter-no-care-home = Nid yw cyfrifon y mae sawl person yn eu rhannu, fel mewn cartref gofal, yn cael eu symud. Maent yn mynd ymlaen fel y maent.
moving-letter-no-list = Peidiwch ag anfon rhestrau na rhifau GIG atom drwy e-bost. Nid oes angen i chi ysgrifennu at eich cleifion.
moving-letter-link = Gweld pwy na chaiff eu symud, a pham
