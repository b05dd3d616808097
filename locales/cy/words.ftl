# Geiriau plaen am dermau’r maes, i dudalennau a negeseuon. (A machine draft; no Welsh speaker has reviewed it.)

words-service-book-appointments = Trefnu, newid a chanslo apwyntiadau
words-service-order-prescriptions = Archebu presgripsiynau amlroddadwy
words-service-view-record = Gweld y cofnod meddyg teulu
words-service-message-surgery = Anfon negeseuon at y feddygfa a darllen ei hatebion

words-record-none = Dim o’r cofnod meddyg teulu
words-record-summary = Crynodeb
words-record-detailed = Cofnod manwl
words-record-documents = Cofnod manwl a dogfennau
words-record-full = Cofnod llawn
words-record-none-hint = Ni ellir gweld dim o’r cofnod meddyg teulu.
words-record-summary-hint = Meddyginiaethau, alergeddau ac adweithiau gwael i feddyginiaethau.
words-record-detailed-hint = Y crynodeb, a chyflyrau iechyd, canlyniadau profion a brechiadau, heb nodiadau.
words-record-documents-hint = Y cofnod manwl, a dogfennau fel llythyrau o ysbytai.
words-record-full-hint = Popeth y mae’r feddygfa yn ei rannu ar-lein, gyda nodiadau ymgynghoriadau.

words-see-summary = Gweld crynodeb o’r cofnod meddyg teulu: meddyginiaethau, alergeddau ac adweithiau gwael i feddyginiaethau
words-see-detailed = Gweld y cofnod meddyg teulu manwl: y crynodeb, cyflyrau iechyd, canlyniadau profion a brechiadau
words-see-documents = Gweld y cofnod meddyg teulu manwl a’i ddogfennau, fel llythyrau o ysbytai
words-see-full = Gweld y cofnod meddyg teulu llawn: popeth y mae’r feddygfa yn ei rannu ar-lein, gyda nodiadau ymgynghoriadau

words-dates-until = O { $starts } hyd at { $ends }
words-dates-open = O { $starts } ymlaen, heb ddyddiad gorffen

words-relationship-partner = Gŵr, gwraig, partner sifil neu bartner
words-relationship-parent = Rhiant, neu rywun a fu fel rhiant
words-relationship-child = Mab neu ferch mewn oed
words-relationship-sibling = Brawd neu chwaer
words-relationship-other-relative = Perthynas arall
words-relationship-friend = Ffrind neu gymydog
words-relationship-carer = Gofalwr di-dâl

words-why-gives-not-needed = Nid yw eich meddygfa yn meddwl bod angen y mynediad hwn.
words-why-gives-safe = Mae eich meddygfa am fod yn siŵr eich bod yn ddiogel.
words-why-gives-identity = Ni allai eich meddygfa gadarnhau pwy yw’r person arall.
words-why-gives-no-consent = Ni allai eich meddygfa gadarnhau eich bod yn cytuno.
words-why-gives-other = Mae gan eich meddygfa reswm arall. Gallwch ofyn i’r feddygfa amdano.
words-why-gives-review = Mae eich meddygfa yn edrych a yw hyn yn dal yn iawn i chi.
words-why-gives-you-asked = Gofynnoch i’ch meddygfa ddod ag ef i ben.
words-why-gives-relationship = Mae’r berthynas rhyngoch chi a’r person arall wedi newid.
words-why-gives-left-trial = Nid yw eich meddygfa yn cymryd rhan yn y gwasanaeth hwn mwyach.
words-why-receives-not-needed = Nid yw’r feddygfa yn meddwl bod angen y mynediad hwn.
words-why-receives-identity = Ni allai’r feddygfa gadarnhau pwy ydych chi.
words-why-receives-able = Nid yw’r feddygfa yn siŵr eich bod yn gallu gwneud hyn.
words-why-receives-not-living-here = Nid ydych yn byw yng Nghymru na Lloegr.
words-why-receives-other = Mae gan y feddygfa reswm arall.
words-why-receives-review = Mae’r feddygfa yn edrych ar y mynediad eto.
words-why-receives-you-asked = Gofynnoch i’r feddygfa ddod ag ef i ben.
words-why-receives-left-trial = Nid yw’r feddygfa yn cymryd rhan yn y gwasanaeth hwn mwyach.
words-why-no-legal-basis = Nid oes sail gyfreithiol i’r mynediad hwn.
words-why-misuse = Ni ddefnyddiwyd y mynediad fel y cytunwyd.
words-why-not-used = Ni ddefnyddiwyd y mynediad ers amser maith.
words-why-end-date = Cyrhaeddwyd y dyddiad gorffen.

words-less = Mae hyn yn llai nag y gofynnoch amdano.
words-less-not-needed = Nid yw eich meddygfa yn meddwl bod angen y gweddill arnoch.
words-less-not-offered = Ni all eich meddygfa gynnig y gweddill ar-lein.
words-less-talk-first = Mae eich meddygfa am siarad â chi am y gweddill yn gyntaf.
words-less-ask = Gallwch ofyn i’ch meddygfa pam.

words-close-practice-left = Nid yw’r feddygfa’n cymryd rhan yn y gwasanaeth hwn mwyach.
words-close-delegator-left = Mae’r claf wedi symud i feddygfa arall.
words-gives-could-not-go-on = Caewyd eich cais ar gyfer { $name } ar { $date }. Ni allai fynd yn ei flaen.
words-receives-could-not-go-on = Caewyd cais { $name } ar { $date }. Ni allai fynd yn ei flaen.

words-decline-does-not-know = Nid wyf yn adnabod y person hwn
words-decline-not-now = Ni allaf, neu nid wyf am, wneud hyn
words-decline-somebody-else = Byddai rhywun arall yn well
words-decline-pressure = Rwy’n teimlo dan bwysau i gytuno

words-stage-checking = Gwirio manylion
words-stage-not-confirmed = Manylion heb eu cadarnhau
words-stage-invited = Aros am ateb
words-stage-declined = Gwrthodwyd
words-stage-withdrawn = Tynnwyd yn ôl
words-stage-lapsed = Heb ei ateb mewn pryd
words-stage-with-practice = Gyda’r feddygfa
words-stage-refused = Heb ei gymeradwyo
words-stage-active = Gweithredol
words-stage-suspended = Wedi’i oedi
words-stage-ending = Wedi dod i ben, i’w ddileu
words-stage-ended = Wedi dod i ben

words-gives-checking = Gwnaethoch y cais hwn ar { $date }. Rydym yn gwirio manylion { $name }.
words-gives-not-confirmed = Ar { $date }, ni allem gadarnhau manylion { $name }. Nid anfonwyd gwahoddiad.
words-gives-invited = Anfonwyd gwahoddiad at { $name } ar { $date }.
words-gives-invited-by-code = Roedd eich gwahoddiad i { $name } yn barod ar { $date }. Chi sy’n ei roi iddynt.
words-gives-declined = Dywedodd { $name } na ar { $date }.
words-gives-withdrawn = Tynnwyd y cais am { $name } yn ôl ar { $date }.
words-gives-lapsed = Nid atebodd { $name } mewn pryd. Daeth y cais i ben ar { $date }.
words-gives-with-practice = Cytunodd { $name }, ac anfonwyd y cais at eich meddygfa ar { $date }.
words-gives-moved-here = Roedd gan { $name } fynediad pan oeddech gyda meddygfa arall. Gofynnwyd i’ch meddygfa newydd ar { $date } edrych arno.
words-gives-refused = Ar { $date }, penderfynodd eich meddygfa beidio â rhoi mynediad i { $name }.
words-gives-closed = Daeth y cais am { $name } i ben ar { $date }.
words-gives-active = Trefnodd eich meddygfa fynediad { $name } ar { $date }.
words-gives-suspended = Mae mynediad { $name } wedi’i oedi ers { $date }.
words-gives-ended = Daeth mynediad { $name } i ben ar { $date }.

words-receives-invited = Ar { $date }, gofynnodd { $name } i chi fod yn berson dibynadwy iddynt.
words-receives-declined = Dywedoch na wrth { $name } ar { $date }.
words-receives-withdrawn = Tynnwyd y cais gan { $name } yn ôl ar { $date }.
words-receives-lapsed = Nid atebwyd y cais gan { $name } mewn pryd. Daeth i ben ar { $date }.
words-receives-with-practice = Ar { $date }, cytunoch i weithredu dros { $name }. Anfonwyd y cais at eu meddygfa.
words-receives-refused = Ar { $date }, penderfynodd meddygfa { $name } beidio â rhoi mynediad i chi.
words-receives-closed = Daeth y cais gan { $name } i ben ar { $date }.
words-receives-active = Trefnodd meddygfa { $name } eich mynediad ar { $date }.
words-receives-suspended = Mae eich mynediad dros { $name } wedi’i oedi ers { $date }.
words-receives-ended = Daeth eich mynediad dros { $name } i ben ar { $date }.

words-next-checking = Byddwn yn anfon e-bost atoch pan fydd y manylion wedi’u gwirio.
words-next-not-confirmed = Gwiriwch y manylion gyda’r person, yna gwnewch gais newydd.
words-next-invited = Gallant ateb hyd at { $date }. Gallwch dynnu’r cais yn ôl ar unrhyw adeg.
words-next-may-ask-again = Ni chafodd neb fynediad. Gallwch wneud cais newydd ar unrhyw adeg.
words-next-with-practice = Mae eich meddygfa yn gwirio’r cais ac efallai y bydd yn cysylltu â chi. Nid oes gan neb fynediad eto.
words-next-refused = Ni chafodd neb fynediad. Os oes gennych gwestiynau, cysylltwch â’ch meddygfa.
words-next-active = Gallwch atal y mynediad ar unrhyw adeg.
words-next-suspended = Ni ellir defnyddio’r mynediad nes iddo gael ei adolygu.
words-next-ending = Mae’r mynediad wedi’i ddiffodd yma. Rhaid i’ch meddygfa ei ddileu yn ei system ei hun o hyd.
words-next-ended = Mae’r mynediad wedi’i ddileu. Gallwch wneud cais newydd ar unrhyw adeg.
words-next-answer = Atebwch erbyn { $date }. Nid oes rhaid i chi gytuno.
words-next-wait = Mae’r feddygfa yn gwirio’r cais. Nid oes gennych fynediad eto.
words-next-may-stop = Gallwch roi’r gorau i weithredu drostynt ar unrhyw adeg.
words-next-nothing = Nid oes angen i chi wneud dim.
