## Achos a ddaeth gyda chlaf a symudodd yma o feddygfa arall. (A machine draft; no Welsh speaker has reviewed it.)

moved-heading = Yr hyn a drefnwyd ym meddygfa flaenorol y claf
moved-explained = Mae’r claf wedi’i gofrestru gyda chi nawr. Nid oes gan neb fynediad nes i chi edrych ar hyn a phenderfynu. Nid oes angen i’r claf na’r person dibynadwy ofyn eto.
moved-practice = Meddygfa flaenorol
moved-paused = Wedi’i atal dros dro yno’n barod
moved-set = Trefnwyd yno ar
moved-came = Daeth atoch ar
moved-history = Beth ddigwyddodd yno
moved-asked = Mynediad yr oedd y claf wedi’i roi
moved-event = Cofrestrodd y claf gyda’r feddygfa hon
