## The practice ends a pause. (A machine draft; no Welsh speaker has reviewed it.)

resume-title = Gadael i’r mynediad barhau
resume-means = Daw’r oedi i ben, ac mae’r mynediad fel y’i gosodwyd o’r blaen. Byddwn yn anfon e-bost at y claf a’r person dibynadwy.
resume-tick = Rydym wedi gosod y mynediad eto yn ein system glinigol
resume-done = Nid yw’r mynediad wedi’i atal dros dro mwyach
resume-done-next = Rydym yn anfon e-bost at y ddau i ddweud nad yw’r mynediad wedi’i oedi mwyach.
