## Ateb gwahoddiad (A machine draft; no Welsh speaker has reviewed it.)

respond-to-home = Mynd i’ch tudalen hafan
respond-to-details = Gweld y manylion

respond-landing-title = Mae rhywun wedi gofyn i chi weithredu ar eu rhan
respond-landing-intro = Hoffai rhywun sy’n ymddiried ynoch i chi ddefnyddio gwasanaethau meddyg teulu ar eu rhan, fel archebu eu presgripsiynau amlroddadwy.
respond-landing-choice = Nid oes rhaid i chi gytuno. Chi sy’n penderfynu, ar ôl darllen pwy sy’n gofyn a beth mae’n ei olygu.
respond-landing-need = Yr hyn sydd ei angen arnoch
respond-landing-need-login = NHS login sydd wedi gwirio pwy ydych chi
respond-landing-need-age = bod yn 16 oed neu’n hŷn
respond-landing-need-surgery = bod wedi cofrestru mewn meddygfa sy’n cymryd rhan yn y treial. Nid oes rhaid iddi fod yr un feddygfa ag un y person sy’n gofyn i chi
respond-landing-who = I gadw pethau’n breifat, rydym yn dangos pwy sy’n gofyn ar ôl i chi fewngofnodi.
respond-landing-code = Mewngofnodwch yn gyntaf. Yna byddwn yn gofyn am eich cod gwahoddiad ac yn dangos i chi pwy sy’n gofyn.
respond-landing-sign-in = Parhau i NHS login
respond-landing-unexpected = Os nad oeddech yn disgwyl y gwahoddiad hwn
respond-landing-unexpected-text = Gallwch adael y dudalen hon a gwneud dim. Bydd y gwahoddiad wedyn yn dod i ben ar ei ben ei hun. Nid ydym byth yn gofyn am arian na manylion banc.

respond-missing-title = Ni allwn ddod o hyd i’r gwahoddiad hwn
respond-missing-why = Efallai nad yw’r ddolen yn gyflawn, neu nad yw’n un o’n dolenni ni.
respond-missing-copy = Os gwnaethoch gopïo’r ddolen o e-bost, gwiriwch eich bod wedi copïo’r cyfan.
respond-missing-home = Os oes rhywun wedi eich gwahodd, gallwch hefyd ddod o hyd i’r gwahoddiad ar eich tudalen hafan ar ôl mewngofnodi.

respond-other-title = Mae’r gwahoddiad hwn i rywun arall
respond-other-why = Rydych wedi mewngofnodi, ond nid fel y person a wahoddwyd.
respond-other-sign-out = Os ydych yn rhannu’r ddyfais hon, neu os oes gennych NHS login arall, allgofnodwch. Yna agorwch y ddolen yn yr e-bost, neu rhowch y cod, eto.
respond-other-mistake = Os daeth y gwahoddiad atoch trwy gamgymeriad, nid oes angen i chi wneud dim.

respond-question-title = Mae { $name } yn gofyn i chi fod yn berson dibynadwy iddynt
respond-question-services = Yr hyn y gallech ei wneud dros { $name }
respond-question-how-long = Am ba hyd
respond-question-means = Beth mae’n ei olygu
respond-question-means-interests = Rydych yn gwneud yr hyn y mae { $name } ei eisiau, a’r hyn sy’n dda iddynt.
respond-question-means-private = Rydych yn cadw’r hyn a welwch yn breifat. Rydych yn mewngofnodi fel chi eich hun ac nid ydych yn rhannu eich manylion mewngofnodi.
respond-question-means-practice = Mae { $practice } yn gwirio’r cais. Gall siarad â’r ddau ohonoch, a gall ddweud na neu ganiatáu llai.
respond-question-means-stop = Gallwch roi’r gorau iddi unrhyw bryd, a gallant hwythau hefyd.
respond-question-choice = Os dywedwch na, gall { $name } ddefnyddio gwasanaethau meddyg teulu o hyd, a gall eu meddygfa eu helpu mewn ffyrdd eraill.
respond-question-ask = Ydych chi am weithredu dros { $name }?
respond-question-yes = Ydw
respond-question-no = Nac ydw
respond-question-empty = Dewiswch “Ydw” os ydych am weithredu dros { $name }

respond-accept-title = Cyn i chi gytuno
respond-accept-intro = Trwy gytuno rydych yn dweud:
respond-accept-own-choice = eich bod yn gwneud hyn o’ch dewis rhydd eich hun
respond-accept-knows = eich bod yn adnabod { $name }, ac nad oes neb yn eich talu am hyn
respond-accept-interests = y byddwch yn gwneud yr hyn y mae { $name } ei eisiau, a’r hyn sy’n dda iddynt
respond-accept-private = y byddwch yn cadw’r hyn a welwch yn breifat
respond-accept-shared = y cawn ddweud eich enw, dyddiad geni a rhif GIG wrth eu meddygfa
respond-accept-legend = Eich cytundeb
respond-accept-agree = Rwy’n cytuno
respond-accept-empty = Ticiwch y blwch os ydych yn cytuno
respond-accept-send = Cytuno

respond-decline-title = Dweud na wrth { $name }
respond-decline-told = Rydym yn dweud wrth { $name } eich bod wedi dweud na. Nid ydym yn dweud pam wrthynt, nac wrth neb arall.
respond-decline-why = Pam rydych yn dweud na?
respond-decline-hint = Nid oes rhaid i chi ateb hyn.
respond-decline-send = Dweud na

respond-accepted-title = Rydych wedi cytuno
respond-accepted-panel = Cytunoch i weithredu dros { $name }
respond-accepted-next = Beth sy’n digwydd nesaf
respond-accepted-next-practice = Mae { $practice } yn gwirio’r cais. Gall hyn gymryd hyd at 10 diwrnod gwaith. Efallai y bydd y feddygfa yn cysylltu â chi.
respond-accepted-next-told = Rydym yn anfon e-bost at y ddau ohonoch pan fydd y feddygfa wedi penderfynu.
respond-accepted-not-yet = Ni allwch ddefnyddio gwasanaethau dros { $name } eto.

respond-declined-title = Rydych wedi dweud na
respond-declined-panel = Nid ydych yn gweithredu dros { $name }
respond-declined-told = Rydym yn dweud wrth { $name } drwy e-bost eich bod wedi dweud na. Nid ydym yn dweud pam wrthynt.
respond-declined-again = Nid oes angen i chi wneud dim. Os byddwch yn newid eich meddwl, gofynnwch iddynt eich gwahodd eto.

respond-closed-withdrawn = Tynnwyd y cais hwn yn ôl
respond-closed-lapsed = Ni atebwyd y gwahoddiad hwn mewn pryd
respond-closed-request = Mae’r cais hwn wedi dod i ben
respond-closed-access = Mae’r mynediad hwn wedi dod i ben
respond-closed-nothing = Nid oes angen i chi wneud dim.
respond-closed-ask-again = Os ydych am weithredu dros { $name } o hyd, gofynnwch iddynt eich gwahodd eto.

respond-link-way = Dweud na heb fewngofnodi
respond-link-title = Dweud na heb fewngofnodi
respond-link-intro = I ddweud na, dim ond gwybod pwy a ofynnodd i chi sydd ei angen. Yna byddwn yn dweud wrthynt eich bod wedi dweud na. Nid ydym yn dweud wrthynt, nac wrth neb arall, pam.
respond-link-name = Cyfenw’r person a ofynnodd i chi
respond-link-name-hint = Mae eu henw yn yr e-bost.
respond-link-name-empty = Rhowch gyfenw’r person a ofynnodd i chi
respond-link-name-wrong = Nid dyma gyfenw’r person a ofynnodd i chi. Edrychwch ar yr e-bost eto
respond-link-tries = Gormod o gynigion
respond-link-tries-why = Roedd y cyfenw’n anghywir yn rhy aml. Rhowch gynnig arall arni ymhen awr.
respond-link-late = Ni ellir ateb y gwahoddiad hwn fel hyn mwyach
respond-link-late-why = Cafodd ei ateb, ei dynnu’n ôl, neu ni chafodd ei ateb mewn pryd.
respond-link-sign-in = Gallwch hefyd fewngofnodi gydag NHS login i weld y gwahoddiad.
respond-link-told = Rydym yn dweud wrth y person a ofynnodd i chi eich bod wedi dweud na. Nid ydym yn dweud pam.

respond-code-way = Mae gennyf god gwahoddiad
respond-code-title = Rhowch eich cod gwahoddiad
respond-code-label = Cod gwahoddiad
respond-code-hint = Mae ganddo 8 o lythrennau a rhifau, er enghraifft 2F7K-9MTX. Mae yn y llythyr, neu gall y person sy’n gofyn i chi ei ddweud wrthych.
respond-code-home = Os oes rhywun wedi eich gwahodd, gallwch hefyd ddod o hyd i’r gwahoddiad ar eich tudalen hafan.
respond-code-empty = Rhowch y cod gwahoddiad
respond-code-wrong = Nid yw’r cod hwn yn agor gwahoddiad. Gwiriwch bob llythyren a rhif. Os yw’n gywir, efallai fod y cod yn hen, wedi’i ddefnyddio neu heb fod yn barod eto: gofynnwch i’r person a’i rhoddodd i chi
respond-code-tries-why = Rydych chi, neu rywun yn agos atoch, wedi rhoi gormod o godau. Rhowch gynnig arall arni ymhen awr.
