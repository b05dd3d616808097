# Words inside the components of templates/parts.

parts-problem = There is a problem
parts-error = Error
parts-important = Important
parts-success = Success
parts-information = Information
parts-day = Day
parts-month = Month
parts-year = Year
parts-date-day = a day
parts-date-month = a month
parts-date-year = a year
parts-date-day-month = a day and a month
parts-date-day-year = a day and a year
parts-date-month-year = a month and a year
parts-date-all = a day, a month and a year
parts-date-unreadable = Enter the day, the month and the year as numbers, for example 31 3 1980
parts-date-short-year = The year must have 4 numbers, for example 1980
parts-contents = Contents
parts-search = Search
parts-breadcrumb = Breadcrumb
parts-back-to = Back to

parts-pagination = Pagination
parts-previous = Previous
parts-next = Next
parts-page-suffix = page
# $number (Number) - Which page.
parts-page = Page { NUMBER($number, useGrouping: "false") }

# $limit (Number) - How many characters fit.
parts-count-limit = You can enter up to { $limit } characters
parts-count-under = You have %{"{"}count{"}"} characters remaining
parts-count-at = You have 0 characters remaining
parts-count-over = You have %{"{"}count{"}"} characters too many
