//! Days and instants as the API writes them (RFC 3339).

use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, OffsetDateTime};

/// A day: `2026-11-25`.
pub fn day(date: Date) -> String {
    date.format(&Iso8601::DATE).unwrap_or_default()
}

/// An instant, in UTC: `2026-11-25T09:30:00Z`.
pub fn instant(at: OffsetDateTime) -> String {
    at.to_offset(time::UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

/// Reads a day, with spaces around it.
pub fn read(text: &str) -> Option<Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text.trim(), &format).ok()
}
