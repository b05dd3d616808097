## The practice pauses access. (A machine draft; no Welsh speaker has reviewed it.)

suspend-reason = Pam ydych chi’n atal y mynediad dros dro?
suspend-reason-empty = Dewiswch pam rydych yn atal y mynediad dros dro
suspend-title = Atal y mynediad dros dro
suspend-means = Mae’r mynediad wedi’i atal dros dro nes i chi adael iddo barhau neu ei derfynu.
suspend-tick = Rydym wedi atal y mynediad dros dro yn ein system glinigol
suspend-done = Mynediad wedi’i atal dros dro
suspend-done-next = Rydym yn dweud wrth bob un ohonynt yr hyn a ddewisoch. Mae’r mynediad nawr o dan “Wedi’u hatal dros dro”. Penderfynwch yn fuan a yw’n parhau neu’n dod i ben.
suspend-reason-review = I’w adolygu.
suspend-reason-safeguarding = Mae pryder diogelu yn cael ei ystyried.
suspend-reason-delegator-deceased = Mae cofnodion y GIG yn dweud bod y claf wedi marw.
suspend-reason-delegate-deceased = Mae cofnodion y GIG yn dweud bod y person dibynadwy wedi marw.
suspend-reason-delegator-restricted = Mae cofnodion y GIG yn dweud bod manylion y claf yn gyfyngedig.
suspend-reason-delegate-restricted = Mae cofnodion y GIG yn dweud bod manylion y person dibynadwy yn gyfyngedig.
suspend-reason-national-role-ended = Mae wedi dod i ben yn y storfa genedlaethol. Mae’r cais hwn yn dweud pryd a pham. Siaradwch â’r claf, yna gadewch i’r mynediad barhau neu dewch ag ef i ben.
