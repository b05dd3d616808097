## Apiau sy’n gofyn am weithredu ar ran rhywun

authorise-title = Caniatáu i { $app } weithredu gyda’ch cyfrif?
authorise-intro = Mae { $app } eisiau defnyddio Mynediad person dibynadwy ar eich rhan. Nid yw’n rhan o’r gwasanaeth hwn.
authorise-would = Os byddwch yn ei ganiatáu, gall wneud hyn ar eich rhan:
authorise-may-invite = gwahodd rhywun i weithredu ar eich rhan, tynnu gwahoddiad yn ôl, gofyn am newidiadau a stopio mynediad
authorise-may-answer = derbyn neu wrthod gwahoddiad i weithredu ar ran rhywun, ar eich rhan chi
authorise-may-decide = cadarnhau, gwrthod, newid, atal dros dro a stopio mynediad ar ran eich meddygfa
authorise-may-see = gweld pwy all weithredu ar eich rhan a thros bwy y gallwch chi weithredu, gydag enwau, dyddiadau a’r hyn y cytunwyd arno
authorise-may-see-cases = gweld ceisiadau a mynediad eich meddygfa, gydag enwau cleifion a phobl ddibynadwy
authorise-may-see-roles = gwirio pwy all weithredu ar eich rhan, dros bwy y gallwch chi weithredu, ac a yw hynny’n weithredol
authorise-may-see-roles-set = gwirio pwy all weithredu ar ran pwy yn eich meddygfa, ac a yw hynny’n weithredol
authorise-stop-citizen = Gall yr ap wneud hyn am 30 diwrnod. Gallwch ei stopio ar unrhyw adeg, o dan “Apiau sy’n gallu gweithredu gyda’ch cyfrif”.
authorise-stop-staff = Gall yr ap wneud hyn tan 12 awr ar ôl i chi fewngofnodi, neu nes i chi allgofnodi o CIS2. Gallwch ei stopio ar unrhyw adeg, o dan “Apiau sy’n gallu gweithredu gyda’ch cyfrif”.
authorise-only-if = Dim ond ap rydych yn ei adnabod, ac y gwnaethoch ei agor eich hun, y dylech ei ganiatáu. Os gofynnodd rhywun i chi wneud hyn ac nad ydych yn siŵr, peidiwch â’i ganiatáu.
authorise-allow = Caniatáu
authorise-deny = Peidio â chaniatáu
authorise-apps = Apiau sy’n gallu gweithredu gyda’ch cyfrif
authorise-apps-intro = Rydych wedi caniatáu i’r apiau hyn ddefnyddio’r gwasanaeth hwn ar eich rhan. Pan fyddwch yn stopio un, ni all wneud dim ar eich rhan o’r eiliad honno. Mae’r hyn a wnaeth o’r blaen yn aros.
authorise-none = Nid ydych wedi caniatáu i unrhyw ap weithredu gyda’ch cyfrif.
authorise-since = Fe wnaethoch ganiatáu hyn ar { $day }. Gall:
authorise-stop = Stopio { $app }
authorise-wrong = Ni ellir cysylltu’r ap hwn
authorise-wrong-why = Anfonodd ap chi yma gyda chais nad ydym yn ei adnabod. Ni rannwyd dim ag ef.
authorise-wrong-next = Ewch yn ôl i’r ap a rhowch gynnig arall arni. Os nad yw’n gweithio o hyd, dywedwch wrth y bobl sy’n gwneud yr ap.
