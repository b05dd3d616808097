## The practice says that it has removed the access. (A machine draft; no Welsh speaker has reviewed it.)

remove-title = Cadarnhau’r dileu
remove-means = Mae’r mynediad wedi dod i ben yma. Dilëwch ef o’ch system glinigol, fel na all y person dibynadwy ei ddefnyddio mwyach.
remove-tick = Rydym wedi dileu’r mynediad o’n system glinigol
remove-done = Dileu wedi’i gadarnhau
remove-done-next = Nid oes dim ar ôl i’w wneud. Mae’r cais o dan “Wedi’u cau”, a gallwch drefnu’r mynediad eto oddi yno.
