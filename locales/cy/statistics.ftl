## The practice's own figures

statistics-title = Ystadegau
statistics-now = Nawr, a’r 12 mis diwethaf
statistics-requests = Ceisiadau newydd sy’n aros
statistics-removals = Mynediad i’w ddileu
statistics-overdue = Yn aros dros 10 diwrnod gwaith
statistics-active = Mynediad gweithredol
statistics-decisions = Penderfyniadau yn y 12 mis diwethaf
statistics-median = Dyddiau hyd at benderfyniad: cymerodd hanner ohonynt ar y mwyaf
statistics-most = Dyddiau hyd at benderfyniad: cymerodd 9 o bob 10 ar y mwyaf
statistics-days = { $days ->
    [zero] { $days } diwrnod
    [one] { $days } diwrnod
    [two] { $days } ddiwrnod
   *[other] { $days } diwrnod
}
statistics-none = Dim penderfyniadau eto
statistics-outcomes = Canlyniadau fesul mis
statistics-below = Bar ar gyfer pob mis. Mae’r un ffigurau yn y tabl isod.
statistics-month = Mis
statistics-set = Wedi’i drefnu
statistics-refused = Gwrthodwyd
statistics-withdrawn = Tynnwyd yn ôl
statistics-ended = Daeth i ben
statistics-counted = Dim ond ceisiadau a anfonwyd at eich meddygfa sy’n cael eu cyfrif. Mae “Wedi’i drefnu” yn cynnwys mynediad a drefnwyd eto.
