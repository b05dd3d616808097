# E-byst (src/messages). (A machine draft; no Welsh speaker has reviewed it.)

messages-dear = Annwyl { $name },
messages-hello = Helo,
messages-next = Beth sy’n digwydd nesaf
messages-never-ask = Ni fyddwn byth yn gofyn am eich cyfrinair, eich PIN na’ch manylion banc drwy e-bost.
messages-no-reply = Anfonwyd yr e-bost hwn yn awtomatig. Peidiwch ag ateb, os gwelwch yn dda.
messages-pressure = Os ydych yn teimlo dan bwysau: cysylltwch â’ch meddygfa neu ffoniwch 111. Os ydych mewn perygl, ffoniwch 999.
messages-nothing-to-do = Nid oes angen i chi wneud dim.
messages-reason = Y rheswm a roddwyd: { $reason }
messages-see-request = Gweld y cais
messages-see-access = Gweld y mynediad
messages-sign-in = Mewngofnodi i’w weld

messages-subject-invitation = Gofynnwyd i chi fod yn berson dibynadwy
messages-subject-pass-on = Mae eich gwahoddiad yn barod i chi ei roi
messages-subject-reminder = Nodyn atgoffa: mae cais yn aros am eich ateb
messages-subject-not-answered = Nid yw eich gwahoddiad wedi’i ateb eto
messages-subject-request-started = Rydym wedi dechrau ar eich cais
messages-subject-moved-here = Bydd eich meddygfa’n edrych ar fynediad sydd wedi dod i ben
messages-subject-not-confirmed = Ni allem barhau â’ch cais
messages-subject-accepted = Derbyniwyd eich cais
messages-subject-you-accepted = Rydych wedi cytuno i fod yn berson dibynadwy
messages-subject-declined = Gwrthodwyd eich cais
messages-subject-your-request-ended = Mae eich cais wedi dod i ben
messages-subject-request-ended = Mae cais wedi dod i ben
messages-subject-new-request = Mae cais newydd yn aros
messages-subject-withdrawn = Tynnwyd cais yn ôl
messages-subject-access-set = Mae mynediad wedi’i drefnu
messages-subject-your-decision = Penderfyniad am eich cais
messages-subject-decision = Penderfyniad am gais
messages-subject-access-changed = Mae mynediad wedi newid
messages-subject-suspended = Mae mynediad wedi’i oedi
messages-subject-resumed = Nid yw mynediad wedi’i oedi mwyach
messages-subject-stopped = Mae mynediad wedi dod i ben
messages-subject-ending-soon = Bydd mynediad yn dod i ben yn fuan
messages-subject-removal-needed = Rhaid dileu mynediad
messages-subject-change-asked = Mae claf yn gofyn am newid
messages-subject-you-asked-change = Gofynnoch am newid
messages-subject-change-declined = Mae’r mynediad yn aros fel y mae
messages-subject-closed = Mae cais wedi’i gau
messages-subject-review-due = A yw’r mynediad yn dal yn addas?
messages-subject-review-needed = Cafodd mynediad ei atal dros dro gan wiriad
messages-subject-other = Mae newyddion am gais

messages-invitation-who = Mae { $name } wedi gofyn i chi fod yn berson dibynadwy iddynt. Yna gallech ddefnyddio rhai gwasanaethau meddyg teulu ar-lein drostynt.
messages-invitation-could = Os byddwch yn cytuno, a’u meddygfa’n cytuno hefyd, gallech:
messages-invitation-free = Nid oes rhaid i chi gytuno
messages-invitation-no = Gallwch ddweud na, ac ni ddywedir wrth neb pam. Os byddwch yn cytuno nawr, gallwch roi’r gorau iddi ar unrhyw adeg o hyd.
messages-invitation-answer = Mewngofnodwch gydag NHS login i weld y cais a’i ateb.
messages-invitation-last-day = Y diwrnod olaf i ateb yw { $date }. Ar ôl hynny daw’r cais i ben ohono’i hun.
messages-invitation-unknown = Os nad ydych yn adnabod { $name }, peidiwch â chytuno. Gallwch anwybyddu’r e-bost hwn.
messages-invitation-link = Gweld y cais a’i ateb
messages-reminder-who = Gofynnodd { $name } i chi fod yn berson dibynadwy iddynt, fel y gallech ddefnyddio rhai gwasanaethau meddyg teulu ar-lein drostynt. Nid ydych wedi ateb eto.

messages-pass-on-what = Rydym wedi gwirio manylion { $name }. Dywedoch y byddech yn rhoi’r gwahoddiad iddynt eich hun. Mae’n barod nawr.
messages-not-answered = Nid yw { $name } wedi ateb eich gwahoddiad eto.
messages-not-answered-next = Os nad ydych wedi rhoi’r gwahoddiad iddynt eto, mewngofnodwch i weld y cod neu i argraffu’r llythyr. Os ydych, gofynnwch iddynt ateb.
messages-pass-on-next = Mewngofnodwch i weld y cod neu i argraffu’r llythyr, a’i roi i’r person. Nid ydym yn ysgrifennu atynt cyn iddynt gytuno.

messages-request-started-what = Gofynnoch i ni adael i { $name } ddefnyddio rhai gwasanaethau meddyg teulu ar-lein drosoch chi. Rydym wedi dechrau ar eich cais.
messages-request-started-next = Rydym yn gwirio’r manylion a roesoch i ni. Os gallwn eu cadarnhau, byddwn yn anfon gwahoddiad at { $name }. Yna bydd ganddynt { $days ->
    [zero] { $days } diwrnod
    [one] { $days } diwrnod
    [two] { $days } ddiwrnod
    [few] { $days } diwrnod
    [many] { $days } diwrnod
   *[other] { $days } diwrnod
} i ateb, a byddwn yn dweud wrthych pan fyddant wedi gwneud hynny.
messages-request-started-by-code = Rydym yn gwirio’r manylion a roesoch i ni. Os gallwn eu cadarnhau, byddwn yn anfon e-bost atoch, a gallwch roi’r gwahoddiad i { $name }. Yna bydd ganddynt { $days ->
    [zero] { $days } diwrnod
    [one] { $days } diwrnod
    [two] { $days } ddiwrnod
    [few] { $days } diwrnod
    [many] { $days } diwrnod
   *[other] { $days } diwrnod
} i ateb, a byddwn yn dweud wrthych pan fyddant wedi gwneud hynny.
messages-request-started-access = Ni chaiff neb fynediad cyn iddynt gytuno ac i’ch meddygfa ei drefnu.
messages-request-started-change = Os na wnaethoch y cais hwn, neu os ydych wedi newid eich meddwl, mewngofnodwch a’i dynnu’n ôl.

messages-moved-here-what = Mae’r mynediad a oedd gan { $name } wedi dod i ben. Rydym wedi gofyn i’ch meddygfa edrych arno a phenderfynu a ddylid ei drefnu eto.
messages-moved-here-next = Nid oes angen i neb ofyn eto. Efallai y bydd y feddygfa’n cysylltu â chi i siarad am hyn. Nid oes gan { $name } fynediad nes i’r feddygfa ei drefnu; byddwn yn anfon e-bost atoch pan fydd wedi gwneud hynny.
messages-moved-here-change = Os nad ydych am i hyn ddigwydd, mewngofnodwch a thynnwch y cais yn ôl.

messages-not-confirmed-what = Ni allem anfon gwahoddiad at { $name }. Naill ai ni allem gadarnhau’r manylion a roesoch i ni, neu nid oes gennym ffordd o gysylltu â nhw. Er mwyn diogelu preifatrwydd pobl, ni allwn ddweud mwy wrthych.
messages-nobody-has-access = Mae’r cais wedi dod i ben. Ni chafodd neb fynediad.
messages-not-confirmed-next = Gwiriwch y manylion gyda’r person, yna gwnewch gais newydd. Gallwch hefyd ofyn i’ch meddygfa drefnu mynediad i chi.

messages-accepted-gives = Mae { $name } wedi cytuno i fod yn berson dibynadwy i chi. Rydym wedi anfon y cais at eich meddygfa, { $practice }.
messages-accepted-gives-next = Bydd y feddygfa’n gwirio’r cais ac efallai y bydd yn cysylltu â chi i siarad amdano. Byddwn yn anfon e-bost atoch pan fydd y mynediad wedi’i drefnu. Os na chlywch ddim ar ôl 10 diwrnod gwaith, cysylltwch â’r feddygfa, { $practice }.
messages-accepted-gives-change = Nid oes gan neb fynediad eto. Os ydych wedi newid eich meddwl, mewngofnodwch a thynnwch y cais yn ôl.
messages-accepted-receives = Rydych wedi cytuno i fod yn berson dibynadwy i { $name }. Rydym wedi anfon y cais at eu meddygfa.
messages-accepted-receives-next = Bydd y feddygfa’n gwirio’r cais. Nid oes gennych fynediad eto. Byddwn yn anfon e-bost atoch pan fydd wedi’i drefnu.
messages-accepted-receives-change = Os na wnaethoch gytuno i hyn, neu os ydych wedi newid eich meddwl, mewngofnodwch a thynnwch yn ôl.

messages-declined-what = Mae { $name } wedi penderfynu peidio â bod yn berson dibynadwy i chi.
messages-ask-again = Nid oes angen i chi wneud dim. Gallwch wneud cais newydd ar unrhyw adeg.

messages-withdrawn-gives = Tynnwyd yn ôl y cais i { $name } fod yn berson dibynadwy i chi.
messages-withdrawn-receives = Tynnwyd yn ôl y cais i chi fod yn berson dibynadwy i { $name }. Nid oes gennych fynediad.
messages-withdrawn-practice = Tynnwyd yn ôl gais a anfonwyd gennym at { $practice } cyn i benderfyniad gael ei gofnodi.
messages-withdrawn-practice-next = Peidiwch â threfnu unrhyw fynediad ar ei gyfer. Os ydych eisoes wedi gwneud hynny yn eich system meddyg teulu, dilëwch ef.

messages-lapsed-gives = Nid atebodd { $name } y gwahoddiad mewn pryd.
messages-lapsed-receives = Gofynnodd { $name } i chi fod yn berson dibynadwy iddynt. Mae’r diwrnod olaf i ateb wedi mynd heibio, ac mae’r cais wedi dod i ben. Nid oes gennych fynediad.

messages-new-request-what = Mae cais am fynediad person dibynadwy yn aros am { $practice }. Mae’r claf wedi gofyn amdano ac mae’r person dibynadwy wedi cytuno.
messages-new-request-next = Mewngofnodwch i weld y cais, siaradwch â’r claf a chofnodwch eich penderfyniad.

messages-access-set-gives = Trefnwyd mynediad { $name } gan { $practice }. Dyma beth y gallant ei wneud drosoch chi:
messages-access-set-receives = Mae meddygfa { $name } wedi trefnu eich mynediad. Dyma beth y gallwch ei wneud drostynt:
messages-access-gives-next = Os nad dyma’r hyn yr oeddech yn ei ddisgwyl, cysylltwch â’ch meddygfa, { $practice }. Gallwch atal y mynediad ar unrhyw adeg: mewngofnodwch a dewiswch ei atal.
messages-access-receives-next = Defnyddiwch y mynediad dim ond fel yr ydych wedi cytuno gyda’ch gilydd, a pheidiwch byth â rhannu eich manylion mewngofnodi. Gallwch roi’r gorau iddi ar unrhyw adeg.
messages-access-receives-where = Defnyddiwch y mynediad lle mae { $practice } yn cynnig ei gwasanaethau ar-lein: yn Ap y GIG, neu yng ngwasanaeth ar-lein y feddygfa ei hun. Mewngofnodwch yno gyda’ch manylion eich hun. Os na allwch ddod o hyd iddo, gofynnwch i’r feddygfa.
messages-access-receives-in-app = Defnyddiwch y mynediad yn Ap y GIG: mewngofnodwch yno gyda’ch manylion eich hun, a newidiwch i broffil y person yr ydych yn gweithredu drosto. Os na allwch ddod o hyd iddo, gofynnwch i { $practice }.
messages-access-receives-in-own = Defnyddiwch y mynediad yn { $service }, gwasanaeth ar-lein { $practice }. Mewngofnodwch yno gyda’ch manylion eich hun. Os na allwch ddod o hyd iddo, gofynnwch i’r feddygfa.
messages-access-receives-in-both = Defnyddiwch y mynediad yn Ap y GIG, lle rydych yn newid i broffil y person yr ydych yn gweithredu drosto, neu yn { $service }, gwasanaeth ar-lein { $practice }. Mewngofnodwch yno gyda’ch manylion eich hun. Os na allwch ddod o hyd iddo, gofynnwch i’r feddygfa.
messages-access-receives-ask = Gofynnwch i { $practice } ble a sut i ddefnyddio’r mynediad. Mewngofnodwch bob amser gyda’ch manylion eich hun.

messages-access-changed-gives = Newidiwyd mynediad { $name } gan { $practice }. Dyma beth y gallant ei wneud drosoch chi nawr:
messages-access-changed-receives = Mae meddygfa { $name } wedi newid eich mynediad. Dyma beth y gallwch ei wneud drostynt nawr:

messages-refused-gives = Gwrthodwyd mynediad i { $name } gan eich meddygfa, { $practice }.
messages-refused-gives-ended = Mae’r cais i { $name } fod yn berson dibynadwy i chi wedi dod i ben. Ni chafodd neb fynediad.
messages-refused-gives-next = Nid oes angen i chi wneud dim. Os oes gennych gwestiynau, cysylltwch â’ch meddygfa, { $practice }.
messages-refused-receives = Mae meddygfa { $name } wedi penderfynu peidio â rhoi mynediad i chi.
messages-refused-receives-ended = Mae’r cais i chi fod yn berson dibynadwy i { $name } wedi dod i ben. Nid oes gennych fynediad.

messages-suspended-gives = Mae mynediad { $name } at eich gwasanaethau meddyg teulu wedi’i oedi. Ni allant ei ddefnyddio am y tro.
messages-suspended-gives-next = Bydd y mynediad wedi’i oedi nes iddo gael ei adolygu. Os oes gennych gwestiynau, cysylltwch â’ch meddygfa, { $practice }.
messages-suspended-receives = Mae eich mynediad at wasanaethau meddyg teulu dros { $name } wedi’i oedi. Ni allwch ei ddefnyddio am y tro.
messages-suspended-receives-next = Bydd wedi’i oedi nes iddo gael ei adolygu. Nid oes angen i chi wneud dim.

messages-resumed-gives = Nid yw mynediad { $name } at eich gwasanaethau meddyg teulu wedi’i oedi mwyach. Dyma beth y gallant ei wneud drosoch chi:
messages-resumed-receives = Nid yw eich mynediad at wasanaethau meddyg teulu dros { $name } wedi’i oedi mwyach. Dyma beth y gallwch ei wneud drostynt:

messages-stopped-gives-yourself = Rydych wedi atal mynediad { $name }. Ni allant weithredu drosoch chi mwyach.
messages-stopped-gives = Mae mynediad { $name } wedi dod i ben. Ni allant weithredu drosoch chi mwyach.
messages-stopped-gives-practice = Daethpwyd â mynediad { $name } i ben gan { $practice }. Ni allant weithredu drosoch chi mwyach.
messages-stopped-gives-next = Mae’r mynediad wedi’i ddiffodd yn y gwasanaeth hwn. Bydd y feddygfa a’i trefnodd nawr yn ei ddileu yn ei system ei hun. Os ydych yn poeni am bwy sy’n gallu gweld eich gwybodaeth, cysylltwch â { $practice }.
messages-stopped-receives-yourself = Rydych wedi rhoi’r gorau i weithredu dros { $name }. Mae eich mynediad wedi dod i ben.
messages-stopped-receives = Mae eich mynediad at wasanaethau meddyg teulu dros { $name } wedi dod i ben.
messages-stopped-receives-practice = Mae meddygfa { $name } wedi dod â’ch mynediad i ben.

messages-ending-soon-gives = Y diwrnod olaf y gall { $name } ddefnyddio gwasanaethau meddyg teulu drosoch chi yw { $date }.
messages-ending-soon-gives-next = Os ydych am iddo barhau, gofynnwch i’ch meddygfa am newid cyn hynny. Os nad ydych, nid oes angen i chi wneud dim: daw’r mynediad i ben ohono’i hun.
messages-ending-soon-receives = Y diwrnod olaf y gallwch ddefnyddio gwasanaethau meddyg teulu dros { $name } yw { $date }.
messages-ending-soon-receives-next = Nid oes angen i chi wneud dim: daw eich mynediad i ben ohono’i hun. Gall y person yr ydych yn gweithredu drosto ofyn i’w meddygfa adael iddo barhau.

messages-removal-needed-what = Mae mynediad a drefnwyd gan { $practice } ar gyfer person dibynadwy wedi dod i ben.
messages-removal-needed-next = Dilëwch ef yn eich system meddyg teulu nawr. Yna mewngofnodwch a chofnodwch ei fod wedi’i ddileu.

messages-change-asked-what = Mae un o gleifion { $practice } yn gofyn am newid i fynediad person dibynadwy.
messages-change-asked-gives = Gofynnoch i { $practice } newid mynediad { $name } i hyn:
messages-change-asked-gives-next = Y feddygfa sy’n penderfynu. Tan hynny mae’r mynediad yn aros fel y mae. Byddwn yn anfon e-bost atoch pan fydd wedi penderfynu. Os na ofynnoch am hyn, neu os ydych wedi newid eich meddwl, mewngofnodwch a’i dynnu’n ôl.
messages-change-asked-next = Mewngofnodwch i weld beth y gofynnir amdano. Newidiwch y mynediad yn eich system a’i gofnodi, neu gadewch ef fel y mae.

messages-change-declined-what = Nid yw { $practice } wedi gwneud y newid y gofynnoch amdano. Mae mynediad { $name } yn aros fel y mae:
messages-change-declined-next = Os oes gennych gwestiynau, cysylltwch â’ch meddygfa, { $practice }. Gallwch atal y mynediad unrhyw bryd.

messages-closed-gives = Rydym wedi cau eich cais i { $name } fod yn berson dibynadwy i chi. Ni chafodd neb fynediad.
messages-closed-gives-next = Os oes angen i rywun weithredu ar eich rhan, cysylltwch â’ch meddygfa.
messages-closed-receives = Rydym wedi cau’r cais i chi fod yn berson dibynadwy i { $name }. Nid oes gennych fynediad.
messages-closed-receives-next = Nid oes angen i chi wneud dim.

messages-review-due-gives = Mae { $name } wedi gallu defnyddio gwasanaethau meddyg teulu ar eich rhan ers amser hir, heb ddyddiad gorffen. Dyma’r hyn y gallant ei wneud:
messages-review-due-gives-next = Meddyliwch ai dyma’r hyn rydych ei eisiau o hyd. Os felly, nid oes angen i chi wneud dim. Os na, gallwch ofyn am newid neu atal y mynediad unrhyw bryd.
messages-review-due-what = Nid oes dyddiad gorffen i fynediad a drefnodd { $practice } ar gyfer person dibynadwy, ac nid oes neb wedi edrych arno ers blwyddyn.
messages-review-due-next = Mewngofnodwch ac ystyriwch a yw’r mynediad yn dal yn angenrheidiol ac yn ddiogel.

messages-review-needed-what = Cafodd mynediad a drefnodd { $practice } ar gyfer person dibynadwy ei atal dros dro ar ôl gwiriad â chofnodion y GIG neu’r storfa genedlaethol.
messages-review-needed-next = Mewngofnodwch i weld pam. Ataliwch ef dros dro yn eich system, yna penderfynwch a yw’n parhau neu’n dod i ben.

messages-other-what = Mae newyddion am gais am fynediad person dibynadwy. Mewngofnodwch i’w weld.

messages-detail-delegator = Claf
messages-detail-delegator-number = Rhif GIG y claf
messages-detail-delegate = Person dibynadwy
messages-detail-delegate-number = Rhif GIG y person dibynadwy
messages-detail-requested = Dyddiad y cais
messages-detail-accepted = Dyddiad ei dderbyn
messages-detail-not-accepted = Heb ei dderbyn

# What each is called: to staff at a case
messages-in-case-invitation = Gwahoddiad
messages-in-case-request-started = Dechreuwyd y cais
messages-in-case-moved-here = Gofynnwyd i feddygfa newydd edrych ar y mynediad
messages-in-case-not-confirmed = Manylion heb eu cadarnhau
messages-in-case-reminder = Nodyn atgoffa
messages-in-case-accepted = Derbyniwyd y gwahoddiad
messages-in-case-declined = Gwrthodwyd y gwahoddiad
messages-in-case-withdrawn = Tynnwyd y cais yn ôl
messages-in-case-lapsed = Dim ateb mewn pryd
messages-in-case-new-request = Cais newydd
messages-in-case-access-set = Trefnwyd y mynediad
messages-in-case-refused = Gwrthodwyd y cais
messages-in-case-access-changed = Newidiwyd y mynediad
messages-in-case-suspended = Ataliwyd y mynediad dros dro
messages-in-case-resumed = Nid yw’r mynediad wedi’i atal mwyach
messages-in-case-stopped = Daethpwyd â’r mynediad i ben
messages-in-case-ending-soon = Daw’r mynediad i ben cyn bo hir
messages-in-case-removal-needed = Mae angen dileu
messages-in-case-change-asked = Gofynnwyd am newid
messages-in-case-change-declined = Mae’r mynediad yn aros fel y mae
messages-in-case-closed = Cais wedi’i gau
messages-in-case-review-due = Cwestiwn blynyddol a yw’r mynediad yn dal yn addas
messages-in-case-review-needed = Mynediad wedi’i atal dros dro gan wiriad

# … to citizens, in the list of what was sent
messages-to-citizens-invitation = Gwahoddiad
messages-to-citizens-request-started = Rydym wedi dechrau ar eich cais
messages-to-citizens-moved-here = Gofynnwyd i’ch meddygfa edrych ar fynediad
messages-to-citizens-not-confirmed = Ni ellid cadarnhau’r manylion
messages-to-citizens-reminder = Nodyn atgoffa i ateb
messages-to-citizens-accepted = Derbyniwyd y cais
messages-to-citizens-declined = Gwrthodwyd y cais
messages-to-citizens-withdrawn = Tynnwyd y cais yn ôl
messages-to-citizens-lapsed = Heb ei ateb mewn pryd
messages-to-citizens-new-request = Mae cais yn aros am y feddygfa
messages-to-citizens-access-set = Mae mynediad wedi’i drefnu
messages-to-citizens-refused = Ni chymeradwywyd y cais
messages-to-citizens-access-changed = Mae mynediad wedi newid
messages-to-citizens-suspended = Mae mynediad wedi’i oedi
messages-to-citizens-resumed = Nid yw mynediad wedi’i oedi mwyach
messages-to-citizens-stopped = Mae mynediad wedi dod i ben
messages-to-citizens-ending-soon = Mae’r mynediad yn dod i ben yn fuan
messages-to-citizens-removal-needed = Mynediad i’w ddileu gan y feddygfa
messages-to-citizens-change-asked = Eich cais am newid
messages-to-citizens-change-declined = Mae’r mynediad yn aros fel y mae
messages-to-citizens-closed = Cais wedi’i gau
messages-to-citizens-review-due = A yw’r mynediad yn dal yn addas?
messages-to-citizens-review-needed = Y feddygfa i edrych ar y mynediad

# … and where a practice chooses what it is sent.
messages-in-settings-withdrawn = Tynnwyd cais yn ôl
messages-in-settings-new-request = Cais newydd
messages-in-settings-removal-needed = Mae mynediad wedi dod i ben a rhaid ei ddileu o’ch system glinigol
messages-in-settings-change-asked = Mae claf yn gofyn am fynediad gwahanol
messages-in-settings-review-due = Mae blwyddyn wedi mynd heibio, a dylid edrych ar y mynediad eto
messages-in-settings-review-needed = Cafodd mynediad ei atal dros dro gan wiriad a rhaid edrych arno
