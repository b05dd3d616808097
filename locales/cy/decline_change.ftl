## The practice leaves the access as it is, though a change was asked for. (A machine draft; no Welsh speaker has reviewed it.)

decline-change-title = Gadael y mynediad fel y mae
decline-change-means = Gofynnodd y claf am newid. Gallwch adael y mynediad fel y mae.
decline-change-done = Mae’r mynediad yn aros fel y mae
decline-change-done-next = Rydym yn dweud wrth y claf yr hyn a ddewisoch.
