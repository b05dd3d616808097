//! What time alone does to a delegation (product §1): reminders after 7 and 14 days, lapse after 21, end dates.

use time::{Date, Duration, OffsetDateTime};

use crate::domain::london::london_date;

use super::evolve::Delegation;
use super::stage::Stage;

/// Days after which an invitation lapses.
pub const LAPSE_DAYS: i64 = 21;
/// Days after which the first and the second reminder go out.
pub const REMINDER_DAYS: [i64; 2] = [7, 14];

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
        Stage::Active | Stage::Suspended => delegation.set.as_ref()?.ends()?.next_day(),
        Stage::Checking | Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => None,
        Stage::WithPractice | Stage::Refused | Stage::Ending | Stage::Ended => None,
    }
}
