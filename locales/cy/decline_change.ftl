## The practice leaves the access as it is, though a change was asked for. (A machine draft; no Welsh speaker has reviewed it.)

decline-change-title = Gadael y mynediad fel y mae
decline-change-means = Gofynnodd y claf am newid. Os gadewch y mynediad fel y mae, byddwn yn anfon e-bost at y claf i ddweud na wnaed y newid.
decline-change-done = Mae’r mynediad yn aros fel y mae
decline-change-done-next = Rydym yn anfon e-bost at y claf i ddweud na wnaed y newid.
