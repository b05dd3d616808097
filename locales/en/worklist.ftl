## The practice's worklist

worklist-title = Requests for trusted person access
worklist-tab-new = New requests
worklist-tab-removals = Removals to do
worklist-tab-active = Active
worklist-tab-suspended = Suspended
worklist-tab-closed = Closed
worklist-none-new = No new requests are waiting for a decision.
worklist-none-removals = There is no access to remove from your clinical system.
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
