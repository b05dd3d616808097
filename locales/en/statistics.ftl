## The practice's own figures

statistics-title = Statistics
statistics-now = Now, and the last 12 months
statistics-requests = New requests waiting
statistics-removals = Removals to do
statistics-overdue = Waiting over 10 working days
statistics-active = Active access
statistics-decisions = Decisions in the last 12 months
statistics-median = Days to a decision: half took at most
statistics-most = Days to a decision: 9 in 10 took at most
# $days (Number) - Whole days, rounded up.
statistics-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
statistics-none = No decisions yet
statistics-outcomes = Outcomes by month
statistics-below = A bar for each month. The table below has the same figures.
statistics-month = Month
statistics-set = Set up
statistics-refused = Refused
statistics-withdrawn = Withdrawn
statistics-ended = Ended
statistics-counted = Only requests that were sent to your practice are counted. “Set up” includes access that was set up again.
