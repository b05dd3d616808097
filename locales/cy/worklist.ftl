## Rhestr waith y feddygfa. (A machine draft; no Welsh speaker has reviewed it.)

worklist-title = Ceisiadau am fynediad person dibynadwy
worklist-tab-new = Ceisiadau newydd
worklist-tab-review = Person dibynadwy presennol: adolygu
worklist-tab-removals = I’w dileu
worklist-tab-changes = Newidiadau y gofynnwyd amdanynt
worklist-tab-ending = Yn dod i ben yn fuan
worklist-tab-waiting = Yn aros am rywun
worklist-tab-failed = Negeseuon a fethodd
worklist-tab-active = Gweithredol
worklist-tab-suspended = Wedi’u hatal dros dro
worklist-tab-closed = Wedi’u cau
worklist-none-new = Nid oes ceisiadau newydd yn aros am benderfyniad.
worklist-none-review = Nid oes person dibynadwy i glaf a symudodd atoch yn aros am eich adolygiad.
worklist-none-removals = Nid oes mynediad i’w ddileu o’ch system glinigol.
worklist-none-changes = Nid oes neb yn gofyn am newid.
worklist-none-ending = Nid oes mynediad yn dod i ben yn y 30 diwrnod nesaf.
worklist-none-waiting = Nid oes cais yn aros am y claf na’r person dibynadwy.
worklist-none-failed = Nid oes neges wedi methu.
worklist-none-active = Nid oes gan neb fynediad gweithredol ar hyn o bryd.
worklist-none-suspended = Nid oes mynediad wedi’i atal dros dro.
worklist-none-closed = Nid oes ceisiadau wedi’u cau eto.
worklist-patient = Claf
worklist-and = a { $name }
worklist-trusted = Person dibynadwy
worklist-requested = Gofynnwyd
worklist-status = Statws
worklist-waiting = Yn aros
worklist-since = Ers
worklist-days = { $days ->
    [0] Ers heddiw
    [one] { $days } diwrnod
    [two] { $days } ddiwrnod
    [few] { $days } diwrnod
    [many] { $days } diwrnod
   *[other] { $days } diwrnod
}
worklist-search = Chwilio yn ôl enw, rhif GIG, dyddiad geni neu god gwahoddiad
worklist-search-hint = Dechrau enw cyntaf neu gyfenw, rhif GIG cyfan, dyddiad geni fel 4 Ebrill 1984, neu god gwahoddiad. Chwilir pob tab.
worklist-clear = Gorffen y chwiliad hwn
worklist-found = { $count ->
    [zero] Ni chafwyd unrhyw geisiadau
    [one] Cafwyd { $count } cais
    [two] Cafwyd { $count } gais
    [few] Cafwyd { $count } chais
    [many] Cafwyd { $count } chais
   *[other] Cafwyd { $count } cais
}
worklist-none-found = Nid oes ceisiadau o’r fath.
worklist-number-short = Rhaid i rif GIG fod yn 10 digid
worklist-number-wrong = Nid yw hwn yn rhif GIG sy’n bodoli. Gwiriwch y digidau
worklist-only = Dangos
worklist-only-all = Pob un
worklist-only-week = Yn aros dros 5 diwrnod gwaith
worklist-only-overdue = Hwyr
worklist-only-mine = Cymerwyd gennyf i
worklist-overdue = Hwyr
worklist-waiting-until = Yn aros tan { $date }
worklist-change-asked = Gofynnwyd am newid
worklist-moved-here = Person dibynadwy presennol
worklist-undelivered = Neges heb ei danfon
worklist-taken = Cymerwyd gan { $name }
worklist-marks = Sylwadau
worklist-export = Lawrlwytho’r rhestr hon fel ffeil ar gyfer taenlen
worklist-patient-number = Rhif GIG y claf
worklist-patient-born = Dyddiad geni’r claf
worklist-trusted-number = Rhif GIG y person dibynadwy
worklist-trusted-born = Dyddiad geni’r person dibynadwy
worklist-taken-by = Cymerwyd gan
worklist-failed = Nid oedd modd anfon neges
worklist-ends = Yn dod i ben { $date }
worklist-born-wrong = Rhaid i’r dyddiad geni fod yn ddyddiad go iawn gyda blwyddyn o 4 digid, fel 4 Ebrill 1984
