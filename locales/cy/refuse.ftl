## The practice refuses a request. (A machine draft; no Welsh speaker has reviewed it.)

refuse-title = Gwrthod y cais hwn
refuse-reason = Pam ydych chi’n gwrthod?
refuse-reason-not-needed = Nid oes angen y mynediad
refuse-reason-identity = Heb gadarnhau hunaniaeth y person dibynadwy
refuse-reason-no-consent = Nid yw’r claf yn cydsynio
refuse-reason-not-living-here = Nid yw’r person dibynadwy yn byw yng Nghymru na Lloegr
refuse-reason-no-basis = Heb brofi’r berthynas na’r sail gyfreithiol
refuse-reason-empty = Dewiswch pam rydych yn gwrthod
refuse-then = Pan fyddwch yn gwrthod, ni chaiff neb fynediad. Gallwch ailystyried yn nes ymlaen.
refuse-send = Gwrthod y cais hwn
refuse-done = Cais wedi’i wrthod
refuse-done-again = Gallwch ailystyried: agorwch y cais o dan “Wedi’u cau” a chadarnhewch y mynediad.
