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
revoke-then = Pan fyddwch yn atal y mynediad, bydd wedi dod i ben ar unwaith. Yna byddwch yn ei ddileu o’ch system glinigol.
revoke-done = Mynediad wedi’i atal
revoke-done-remove = Nawr dilëwch y mynediad o’ch system glinigol, a chadarnhewch yma ei fod wedi’i ddileu. Tan hynny bydd yn aros o dan “I’w dileu”.
