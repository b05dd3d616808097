## The practice stops access. (A machine draft; no Welsh speaker has reviewed it.)

revoke-title = Atal y mynediad
revoke-reason = Pam ydych chi’n atal y mynediad?
revoke-reason-empty = Dewiswch pam rydych yn atal y mynediad
revoke-reason-patient-asked = Gofynnodd y claf i’r feddygfa
revoke-reason-trusted-asked = Gofynnodd y person dibynadwy i’r feddygfa
revoke-reason-misuse = Cafodd y mynediad ei gamddefnyddio
revoke-reason-relationship = Mae eu perthynas wedi newid
revoke-reason-not-used = Nid yw’r mynediad yn cael ei ddefnyddio
revoke-reason-patient-died = Mae’r claf wedi marw
revoke-reason-trusted-died = Mae’r person dibynadwy wedi marw
revoke-reason-left = Mae’r claf wedi gadael y feddygfa
revoke-reason-end-date = Cyrhaeddwyd y dyddiad gorffen
revoke-safety = Mae’r mynediad yn dod i ben ar unwaith. Byddwn yn anfon e-bost at y ddau berson i ddweud ei fod wedi dod i ben. Os gallai’r claf fod mewn perygl pan ddaw’r person dibynadwy i wybod pwy a’i hataliodd, peidiwch â dweud dim mwy wrthynt, a siaradwch â’r claf yn gyntaf.
revoke-tell-nothing = Dim ond ei fod wedi dod i ben
revoke-tell-nothing-hint = Rydym yn anfon e-bost at y ddau i ddweud bod y mynediad wedi dod i ben, nid pwy a’i terfynodd na pham.
revoke-tell-outcome = Bod y feddygfa wedi’i atal
revoke-tell-outcome-hint = Rydym yn anfon e-bost at y ddau i ddweud bod y feddygfa wedi’i atal, heb reswm.
revoke-tell-reason = Bod y feddygfa wedi’i atal, a’r rheswm
revoke-tell-reason-hint = Rydym yn anfon e-bost at y ddau gyda’r rheswm mewn geiriau plaen. Nid ydym byth yn anfon eich nodyn.
revoke-then = Pan fyddwch yn atal y mynediad, bydd wedi dod i ben ar unwaith. Yna byddwch yn ei ddileu o’ch system glinigol.
revoke-done = Mynediad wedi’i atal
revoke-done-nothing = Rydym yn anfon e-bost at y claf a’r person dibynadwy yn dweud dim ond bod y mynediad wedi dod i ben.
revoke-done-told = Rydym yn anfon e-bost at y claf a’r person dibynadwy i ddweud bod y feddygfa wedi atal y mynediad.
revoke-done-remove = Nawr dilëwch y mynediad o’ch system glinigol, a chadarnhewch yma ei fod wedi’i ddileu. Tan hynny bydd yn aros o dan “I’w dileu”.
