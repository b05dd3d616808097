## The practice refuses a request. (A machine draft; no Welsh speaker has reviewed it.)

refuse-title = Gwrthod y cais hwn
refuse-reason = Pam ydych chi’n gwrthod?
refuse-reason-not-needed = Nid oes angen y mynediad
refuse-reason-identity = Heb gadarnhau hunaniaeth y person dibynadwy
refuse-reason-no-consent = Nid yw’r claf yn cydsynio
refuse-reason-not-living-here = Nid yw’r person dibynadwy yn byw yng Nghymru na Lloegr
refuse-reason-no-basis = Heb brofi’r berthynas na’r sail gyfreithiol
refuse-reason-empty = Dewiswch pam rydych yn gwrthod
refuse-safety = Mae’r hyn a ddewiswch yn mynd at y ddau berson. Os gallai’r claf fod mewn perygl pan ddaw’r person dibynadwy i wybod am y gwrthodiad, peidiwch â dweud dim mwy wrthynt.
refuse-tell-nothing = Dim mwy
refuse-tell-nothing-hint = Nid ydym yn anfon e-bost. Mae eu tudalennau’n dweud dim ond bod y cais wedi dod i ben.
refuse-tell-outcome = Bod y feddygfa wedi gwrthod
refuse-tell-outcome-hint = Rydym yn anfon e-bost at y ddau i ddweud na chymeradwyodd y feddygfa’r cais, heb reswm.
refuse-tell-reason = Bod y feddygfa wedi gwrthod, a’r rheswm
refuse-tell-reason-hint = Rydym yn anfon e-bost at y ddau, gyda’r rheswm mewn geiriau plaen. Nid ydym byth yn anfon eich nodyn.
refuse-then = Pan fyddwch yn gwrthod, ni chaiff neb fynediad. Gallwch ailystyried yn nes ymlaen.
refuse-send = Gwrthod y cais hwn
refuse-done = Cais wedi’i wrthod
refuse-done-nothing = Nid ydym yn dweud dim mwy wrth y claf na’r person dibynadwy. Mae eu tudalennau’n dweud dim ond bod y cais wedi dod i ben.
refuse-done-told = Rydym yn anfon e-bost at y claf a’r person dibynadwy i ddweud na chymeradwyodd y feddygfa’r cais.
refuse-done-again = Gallwch ailystyried: agorwch y cais o dan “Wedi’u cau” a chadarnhewch y mynediad.
