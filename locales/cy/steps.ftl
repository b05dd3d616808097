## Camau’r feddygfa sydd angen un dudalen. (A machine draft; no Welsh speaker has reviewed it.)

steps-reason = Pam ydych chi’n atal y mynediad dros dro?
steps-reason-empty = Dewiswch pam rydych yn atal y mynediad dros dro
steps-own-system = Yn eich system glinigol
steps-tick-empty = Ticiwch ei fod wedi’i wneud yn eich system glinigol. Gwnewch hynny yno yn gyntaf

steps-suspend-title = Atal y mynediad dros dro
steps-suspend-means = Mae’r mynediad wedi’i oedi nes i chi adael iddo barhau neu ei derfynu. Byddwn yn anfon e-bost at y claf a’r person dibynadwy i ddweud ei fod wedi’i oedi, heb reswm.
steps-suspend-tick = Rydym wedi atal y mynediad dros dro yn ein system glinigol
steps-suspended-title = Mynediad wedi’i atal dros dro
steps-suspended-next = Rydym yn anfon e-bost at y ddau i ddweud bod y mynediad wedi’i oedi. Mae nawr o dan “Wedi’u hatal dros dro”. Penderfynwch yn fuan a yw’n parhau neu’n dod i ben.

steps-resume-title = Gadael i’r mynediad barhau
steps-resume-means = Daw’r oedi i ben, ac mae’r mynediad fel y’i gosodwyd o’r blaen. Byddwn yn anfon e-bost at y claf a’r person dibynadwy.
steps-resume-tick = Rydym wedi gosod y mynediad eto yn ein system glinigol
steps-resumed-title = Nid yw’r mynediad wedi’i atal dros dro mwyach
steps-resumed-next = Rydym yn anfon e-bost at y ddau i ddweud nad yw’r mynediad wedi’i oedi mwyach.

steps-remove-title = Cadarnhau’r dileu
steps-remove-means = Mae’r mynediad wedi dod i ben yma. Dilëwch ef o’ch system glinigol, fel na all y person dibynadwy ei ddefnyddio mwyach.
steps-remove-tick = Rydym wedi dileu’r mynediad o’n system glinigol
steps-removed-title = Dileu wedi’i gadarnhau
steps-removed-next = Nid oes dim ar ôl i’w wneud. Mae’r cais o dan “Wedi’u cau”, a gallwch osod y mynediad eto oddi yno.

steps-keep-title = Gadael y mynediad fel y mae
steps-keep-means = Gofynnodd y claf am newid. Os gadewch y mynediad fel y mae, byddwn yn anfon e-bost at y claf i ddweud na wnaed y newid.
steps-kept-title = Mae’r mynediad yn aros fel y mae
steps-kept-next = Rydym yn anfon e-bost at y claf i ddweud na wnaed y newid.
