//! Days are London days: in rules, on pages, in messages. Instants are UTC everywhere else.

use time::{Date, OffsetDateTime};

/// The calendar day in London at `instant`.
pub fn london_date(instant: OffsetDateTime) -> Date {
    london(instant).date()
}

/// The same instant told by a London clock (GMT or BST).
pub fn london(instant: OffsetDateTime) -> OffsetDateTime {
    let Ok(stamp) = jiff::Timestamp::from_second(instant.unix_timestamp()) else { return instant };
    let Ok(zoned) = stamp.in_tz("Europe/London") else { return instant };
    let Ok(offset) = time::UtcOffset::from_whole_seconds(zoned.offset().seconds()) else { return instant };
    instant.to_offset(offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn london_is_an_hour_ahead_in_summer_only() {
        assert_eq!(london_date(datetime!(2026-07-01 23:30 UTC)), date!(2026 - 07 - 02));
        assert_eq!(london_date(datetime!(2026-12-01 23:30 UTC)), date!(2026 - 12 - 01));
    }
}
