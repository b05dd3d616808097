//! Days are London days: in rules, on pages, in messages. Instants are UTC everywhere else.

use time::{Date, Duration, OffsetDateTime, Time};

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

/// The first instant of a day in London.
pub fn first_instant(day: Date) -> OffsetDateTime {
    let midnight = day.with_time(Time::MIDNIGHT).assume_utc();
    // Clocks change at 01:00 UTC, so the offset at midnight UTC is that at midnight in London.
    let ahead = Duration::seconds(london(midnight).offset().whole_seconds().into());
    midnight.checked_sub(ahead).unwrap_or(midnight)
}

/// The last second of a day in London.
pub fn last_instant(day: Date) -> OffsetDateTime {
    let last = day.with_time(Time::MIDNIGHT).assume_utc() + Duration::seconds(86_399);
    // The last second is after any change of clocks of its day.
    let ahead = Duration::seconds(london(last).offset().whole_seconds().into());
    last.checked_sub(ahead).unwrap_or(last)
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

    #[test]
    fn a_day_begins_and_ends_by_the_clock_of_london() {
        let days = [
            (date!(2026 - 12 - 01), datetime!(2026-12-01 0:00 UTC), datetime!(2026-12-01 23:59:59 UTC)),
            (date!(2026 - 07 - 01), datetime!(2026-06-30 23:00 UTC), datetime!(2026-07-01 22:59:59 UTC)),
            (date!(2026 - 03 - 29), datetime!(2026-03-29 0:00 UTC), datetime!(2026-03-29 22:59:59 UTC)),
            (date!(2026 - 10 - 25), datetime!(2026-10-24 23:00 UTC), datetime!(2026-10-25 23:59:59 UTC)),
        ];
        for (day, first, last) in days {
            assert_eq!((first_instant(day), last_instant(day)), (first, last), "{day}");
        }
    }
}
