//! What time alone does to a delegation (docs/life.md#stages): reminders after 7 and 14 days, lapse after 21, end
//! dates.

use time::{Date, Duration, Month, OffsetDateTime};

use crate::london::london_date;

use super::evolve::Delegation;
use super::stage::Stage;

/// Days after which an invitation lapses.
pub const LAPSE_DAYS: i64 = 21;
/// Days after which the first and the second reminder go out.
pub const REMINDER_DAYS: [i64; 2] = [7, 14];

/// How often the delegator may have an invitation sent again.
pub const RESENDS: u8 = 3;
/// How long a code is the newest at least: who clicks twice has made one.
const NEW_CODE_AFTER: Duration = Duration::MINUTE;

/// The last day on which an invitation sent on `sent` can be accepted.
pub fn lapses_on(sent: Date) -> Date {
    sent.saturating_add(Duration::days(LAPSE_DAYS))
}

/// Whether the last day has passed.
pub fn is_lapsed(delegation: &Delegation, now: OffsetDateTime) -> bool {
    delegation.lapses_on.is_some_and(|last| london_date(now) > last)
}

/// The reminder (1 or 2) that is due and was not sent. A worker that was away sends one, not both.
pub fn reminder_due(delegation: &Delegation, now: OffsetDateTime) -> Option<u8> {
    let invited = london_date(delegation.invited_at?);
    let days = (london_date(now) - invited).whole_days();
    let reached = REMINDER_DAYS.iter().filter(|after| days >= **after).count();
    let reached = u8::try_from(reached).ok()?;
    (reached > delegation.reminders && !is_lapsed(delegation, now)).then_some(reached)
}

/// The last day of access, when it is near and both have not been told of it.
pub fn warning_due(delegation: &Delegation, today: Date) -> Option<Date> {
    let (warn_on, ends) = warning(delegation)?;
    (warn_on <= today && today <= ends).then_some(ends)
}

/// The day on which both are told of the last day, and that one; none where they were, or need not be.
fn warning(delegation: &Delegation) -> Option<(Date, Date)> {
    let warning = delegation.set.as_ref()?.warning(delegation.reviewed_on)?;
    (delegation.warned_of != Some(warning.1)).then_some(warning)
}

/// The day on which access without a last day should be looked at again: a year after it last was.
pub fn review_on(delegation: &Delegation) -> Option<Date> {
    let set = delegation.set.as_ref()?;
    let reviewed = delegation.reviewed_on?;
    let in_a_year = reviewed.replace_year(reviewed.year() + 1);
    // 29 February has its anniversary on 1 March.
    let anniversary =
        in_a_year.ok().or_else(|| Date::from_calendar_date(reviewed.year() + 1, Month::March, 1).ok());
    set.ends().is_none().then_some(anniversary).flatten()
}

/// Whether the invitation may be sent once more: [`RESENDS`] times in all, and not when it was sent just now.
pub fn may_resend(delegation: &Delegation, now: OffsetDateTime) -> bool {
    delegation.resends < RESENDS && !is_just_sent(delegation, now)
}

/// Whether the invitation was sent on this day, or its code made within the minute: a new code fills nobody's mailbox, and a lost
/// one must be dead at once.
pub fn is_just_sent(delegation: &Delegation, now: OffsetDateTime) -> bool {
    let is_of_now = |sent: OffsetDateTime| {
        if delegation.by_code { now - sent < NEW_CODE_AFTER } else { london_date(sent) == london_date(now) }
    };
    delegation.last_sent_at.is_some_and(is_of_now)
}

/// The day on which the worker should look at this delegation next.
pub fn next_look(delegation: &Delegation) -> Option<Date> {
    match delegation.stage {
        Stage::Invited => {
            let invited = london_date(delegation.invited_at?);
            let reminder = REMINDER_DAYS
                .get(usize::from(delegation.reminders))
                .map(|days| invited + Duration::days(*days));
            reminder.or_else(|| delegation.lapses_on.and_then(Date::next_day))
        }
        Stage::Active | Stage::Suspended => next_look_at_access(delegation),
        Stage::Checking | Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => None,
        Stage::WithPractice | Stage::Refused | Stage::Ending | Stage::Ended => None,
    }
}

fn next_look_at_access(delegation: &Delegation) -> Option<Date> {
    match delegation.set.as_ref()?.ends() {
        Some(ends) => warning(delegation).map(|(warn_on, _)| warn_on).or_else(|| ends.next_day()),
        None if delegation.stage == Stage::Active => review_on(delegation),
        None => None,
    }
}
