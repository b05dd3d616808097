## The practice's worklist

worklist-title = Requests for trusted person access
worklist-tab-new = New requests
worklist-tab-review = Existing trusted person: review
worklist-tab-removals = Removals to do
worklist-tab-changes = Changes asked for
worklist-tab-ending = Ending soon
worklist-tab-waiting = Waiting for someone
worklist-tab-failed = Messages that failed
worklist-tab-active = Active
worklist-tab-suspended = Suspended
worklist-tab-closed = Closed
worklist-none-new = No new requests are waiting for a decision.
worklist-none-review = No trusted person of a patient who moved to you is waiting for your review.
worklist-none-removals = There is no access to remove from your clinical system.
worklist-none-changes = Nobody asks for a change.
worklist-none-ending = No access ends in the next 30 days.
worklist-none-waiting = No request is waiting for the patient or the trusted person.
worklist-none-failed = No message has failed.
worklist-none-active = Nobody has active access at the moment.
worklist-none-suspended = No access is suspended.
worklist-none-closed = No requests have been closed yet.
worklist-patient = Patient
# $name (String) - The trusted person.
worklist-and = and { $name }
worklist-trusted = Trusted person
worklist-requested = Requested
worklist-status = Status
worklist-waiting = Waiting
worklist-since = Since
# $days (Number) - Whole days since the case came to this stage.
worklist-days = { $days ->
    [0] Since today
    [one] { $days } day
   *[other] { $days } days
}
worklist-search = Search by name, NHS number, date of birth or invitation code
worklist-search-hint = The beginning of a first or last name, a whole NHS number, a date of birth such as 4 April 1984, or the code of an invitation. All tabs are searched.
worklist-clear = End this search
# $count (Number) - How many requests were found.
worklist-found = { $count ->
    [one] { $count } request found
   *[other] { $count } requests found
}
worklist-none-found = There are no such requests.
worklist-number-short = NHS number must have 10 digits
worklist-number-wrong = This is not an NHS number that exists. Check the digits
worklist-only = Show
worklist-only-all = All
worklist-only-week = Waiting over 5 working days
worklist-only-overdue = Overdue
worklist-only-mine = Taken by me
worklist-overdue = Overdue
# $date (String) - The day on which it is over.
worklist-waiting-until = Waiting until { $date }
worklist-change-asked = Change asked for
worklist-moved-here = Existing trusted person
worklist-undelivered = Message not delivered
# $name (String) - The member of staff.
worklist-taken = Taken by { $name }
worklist-marks = Remarks
worklist-export = Download this list as a file for a spreadsheet
worklist-patient-number = Patient’s NHS number
worklist-patient-born = Patient’s date of birth
worklist-trusted-number = Trusted person’s NHS number
worklist-trusted-born = Trusted person’s date of birth
worklist-taken-by = Taken by
worklist-failed = Message could not be sent
# $date (String) - The last day of access.
worklist-ends = Ends { $date }
worklist-born-wrong = Date of birth must be a real date with a year of 4 digits, like 4 April 1984
