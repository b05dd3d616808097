//! Instants by the clock of London, as the operator reads them.

use time::OffsetDateTime;

use domain::london::london;

/// With its second: `2026-11-28 20:00:05`.
pub(super) fn second(instant: OffsetDateTime) -> String {
    format!("{}:{:02}", minute(instant), london(instant).second())
}

/// With its minute: `2026-11-28 20:00`.
pub(super) fn minute(instant: OffsetDateTime) -> String {
    let at = london(instant);
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}
