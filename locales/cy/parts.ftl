# Geiriau o fewn cydrannau templates/parts.

parts-problem = Mae problem wedi codi
parts-error = Gwall
parts-important = Pwysig
parts-success = Llwyddiant
parts-information = Gwybodaeth
parts-day = Diwrnod
parts-month = Mis
parts-year = Blwyddyn
parts-date-day = diwrnod
parts-date-month = mis
parts-date-year = blwyddyn
parts-date-day-month = diwrnod a mis
parts-date-day-year = diwrnod a blwyddyn
parts-date-month-year = mis a blwyddyn
parts-date-all = diwrnod, mis a blwyddyn
parts-date-unreadable = Rhowch y diwrnod, y mis a’r flwyddyn fel rhifau, er enghraifft 31 3 1980
parts-date-short-year = Rhaid i’r flwyddyn gynnwys 4 rhif, er enghraifft 1980
parts-contents = Cynnwys
parts-search = Chwilio
parts-breadcrumb = Briwsion bara
parts-back-to = Yn ôl i

parts-pagination = Tudaleniad
parts-previous = Blaenorol
parts-next = Nesaf
parts-page-suffix = tudalen
parts-page = Tudalen { NUMBER($number, useGrouping: "false") }

parts-count-limit = Gallwch ddefnyddio hyd at { $limit } nod
parts-count-under = Mae gennych %{"{"}count{"}"} nod ar ôl
parts-count-at = Mae gennych 0 nod ar ôl
parts-count-over = Mae gennych %{"{"}count{"}"} nod yn ormod
