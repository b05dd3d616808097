## E-byst am gyfrifon ar-lein, ac am fynediad drwyddynt: at ddeiliad y cyfrif, ac at y claf y maent yn gweithredu drosto. (A machine draft; no Welsh speaker has reviewed it.)

account-news-subject-linked = Mae eich cyfrif meddyg teulu ar-lein wedi’i gysylltu
account-news-subject-unlinked = Nid yw eich cyfrif meddyg teulu wedi’i gysylltu mwyach
account-news-subject-reset = Mae angen llythyr newydd ar eich cyfrif meddyg teulu
account-news-subject-revoked = Mae eich llythyr am gyfrif ar-lein wedi peidio â gweithio
account-news-subject-off = Mae eich cyfrif meddyg teulu ar-lein wedi’i ddiffodd
account-news-subject-on = Mae eich cyfrif meddyg teulu ar-lein wedi’i droi ymlaen
account-news-subject-given = Mae mynediad ar-lein wedi’i drefnu
account-news-subject-changed = Mae mynediad ar-lein wedi newid
account-news-subject-suspended = Mae mynediad ar-lein wedi’i oedi
account-news-subject-ended = Mae mynediad ar-lein wedi dod i ben
account-news-subject-ends = Bydd mynediad ar-lein yn dod i ben yn fuan
account-news-subject-rests = Caiff mynediad ar-lein ei oedi yn fuan
account-news-subject-other = Mae newyddion am fynediad ar-lein

account-news-other = Mae newyddion i chi am fynediad ar-lein at wasanaethau meddyg teulu.
account-news-ask = Os oes gennych gwestiynau, cysylltwch â’ch meddygfa, { $contact }.
account-news-not-you = Os nad chi wnaeth hyn, cysylltwch â { $contact } ar unwaith.
account-news-not-agreed = Os na wnaethoch gytuno i hyn, neu os nad ydych am ei gael mwyach, cysylltwch â { $contact }, neu gallwch ei oedi neu ei atal eich hun.

account-news-linked = Mae eich cyfrif meddyg teulu ar-lein yn { $practice } nawr wedi’i gysylltu â’ch NHS login.
account-news-unlinked = Nid yw eich cyfrif meddyg teulu ar-lein yn { $practice } wedi’i gysylltu â’ch NHS login mwyach. Gallwch ei gysylltu eto â’r llythyr gan y feddygfa.
account-news-reset = Mae { $practice } wedi gwneud llythyr newydd ar gyfer eich cyfrif meddyg teulu ar-lein. Mae’r llythyr oedd gennych wedi peidio â gweithio, ac nid yw’r cyfrif wedi’i gysylltu mwyach.
account-news-reset-next = I ddefnyddio’r cyfrif, cysylltwch ef â’r llythyr newydd. Os nad yw gennych, neu os credwch ei fod gan rywun arall, cysylltwch â { $contact }.
account-news-revoked = Mae’r llythyr ar gyfer eich cyfrif meddyg teulu ar-lein yn { $practice } wedi peidio â gweithio, ac nid yw’r cyfrif wedi’i gysylltu mwyach.
account-news-revoked-next = Os oes angen y cyfrif arnoch, gofynnwch am lythyr newydd: { $contact }.
account-news-off = Mae { $practice } wedi diffodd eich cyfrif meddyg teulu ar-lein. Ni allwch ei ddefnyddio am y tro.
account-news-on = Mae { $practice } wedi troi eich cyfrif meddyg teulu ar-lein ymlaen eto.
account-news-on-next = Edrychwch ar eich cyfrif i weld beth allwch chi ei wneud gydag ef.

account-news-given-own = Mae { $practice } wedi trefnu’r hyn y gallwch ei wneud ar-lein drosoch chi eich hun:
account-news-given-holder = Mae { $practice } wedi trefnu’r hyn y gallwch ei wneud ar-lein dros { $name }:
account-news-given-patient = Mae { $practice } wedi trefnu mynediad ar-lein at eich gwasanaethau meddyg teulu i { $name }. Dyma beth y gallant ei wneud drosoch chi:
account-news-given-next = Gallwch ei wneud tra bydd eich cyfrif yn weithredol. Edrychwch ar eich cyfrif i weld a ydyw.
account-news-changed-own = Mae { $practice } wedi newid neu adnewyddu’r hyn y gallwch ei wneud ar-lein drosoch chi eich hun. Dyma ef nawr:
account-news-changed-holder = Mae { $practice } wedi newid neu adnewyddu’r hyn y gallwch ei wneud ar-lein dros { $name }. Dyma ef nawr:
account-news-changed-patient = Mae { $practice } wedi newid neu adnewyddu’r hyn y gall { $name } ei wneud ar-lein drosoch chi. Dyma ef nawr:
account-news-suspended-own = Mae eich mynediad ar-lein at eich gwasanaethau meddyg teulu eich hun wedi’i oedi. Ni allwch ei ddefnyddio am y tro.
account-news-suspended-holder = Mae eich mynediad ar-lein at wasanaethau meddyg teulu dros { $name } wedi’i oedi. Ni allwch ei ddefnyddio am y tro.
account-news-suspended-patient = Mae mynediad ar-lein { $name } at eich gwasanaethau meddyg teulu wedi’i oedi. Ni allant ei ddefnyddio am y tro.
account-news-suspended-next = Bydd wedi’i oedi nes bod y feddygfa wedi penderfynu arno eto. Os oes gennych gwestiynau, cysylltwch â { $contact }.
account-news-ended-own = Mae eich mynediad ar-lein at eich gwasanaethau meddyg teulu eich hun wedi dod i ben.
account-news-ended-holder = Mae eich mynediad ar-lein at wasanaethau meddyg teulu dros { $name } wedi dod i ben.
account-news-ended-patient = Mae mynediad ar-lein { $name } at eich gwasanaethau meddyg teulu wedi dod i ben.
account-news-ends-own = Diwrnod olaf eich mynediad ar-lein at eich gwasanaethau meddyg teulu eich hun yw { $day }.
account-news-ends-holder = Diwrnod olaf eich mynediad ar-lein at wasanaethau meddyg teulu dros { $name } yw { $day }.
account-news-ends-patient = Diwrnod olaf mynediad ar-lein { $name } at eich gwasanaethau meddyg teulu yw { $day }.
account-news-ends-next = Os dylai barhau, cysylltwch â { $contact } cyn y diwrnod hwnnw. Os na ddylai, nid oes angen i chi wneud dim.
account-news-rests-holder = O fewn y pedair wythnos nesaf, caiff eich mynediad ar-lein at wasanaethau meddyg teulu dros { $name } ei oedi, oherwydd eu hoedran.
account-news-rests-patient = O fewn y pedair wythnos nesaf, caiff mynediad ar-lein { $name } at eich gwasanaethau meddyg teulu ei oedi, oherwydd eich oedran.
account-news-rests-next = Yna bydd y feddygfa yn penderfynu arno eto. Os oes gennych gwestiynau, cysylltwch â { $contact }.
