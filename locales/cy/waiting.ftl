## Mae meddygfa yn aros am y claf neu’r person dibynadwy. (A machine draft; no Welsh speaker has reviewed it.)

waiting-title = Aros am y claf neu’r person dibynadwy
waiting-change = Newid am bwy rydych yn aros, neu tan pryd
waiting-means = Nid yw’r cais hwn yn hwyr tan y diwrnod a ddewiswch. Nid ydym yn dweud wrth y claf na’r person dibynadwy.
waiting-for = Am bwy ydych chi’n aros?
waiting-for-empty = Dewiswch am bwy ydych chi’n aros
waiting-until = Tan pryd?
waiting-until-hint = Yfory ar y cynharaf, a dim mwy na 60 diwrnod o heddiw
waiting-until-not-ahead = Rhaid i’r diwrnod fod yfory neu’n hwyrach
waiting-until-far = Rhaid i’r diwrnod fod o fewn 60 diwrnod i heddiw
waiting-reason = Rheswm dros aros (dewisol)
waiting-reason-long = Rhaid i’r rheswm fod yn 500 nod neu lai
waiting-reason-unfit = Dim ond llythrennau, rhifau ac atalnodi a all fod yn y rheswm
waiting-send = Aros tan y diwrnod hwn
waiting-stop = Rhoi’r gorau i aros
waiting-patient = Yn aros am y claf tan { $date }
waiting-trusted = Yn aros am y person dibynadwy tan { $date }
waiting-by = { $name }, { $when }
waiting-ended = Ddim yn aros mwyach
