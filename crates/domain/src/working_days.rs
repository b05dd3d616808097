//! Working days in England: neither Saturday nor Sunday nor a bank holiday (gov.uk, bank holidays of England and Wales).

use time::macros::date;
use time::{Date, Weekday};

/// After so many working days a request is overdue (docs/life.md#deciding).
pub const DECIDE_WITHIN: u32 = 10;

/// Bank holidays of England and Wales, in order. They are announced some years ahead: add a year when it is.
pub const BANK_HOLIDAYS: [Date; 25] = [
    date!(2026 - 01 - 01),
    date!(2026 - 04 - 03),
    date!(2026 - 04 - 06),
    date!(2026 - 05 - 04),
    date!(2026 - 05 - 25),
    date!(2026 - 08 - 31),
    date!(2026 - 12 - 25),
    date!(2026 - 12 - 28),
    date!(2027 - 01 - 01),
    date!(2027 - 03 - 26),
    date!(2027 - 03 - 29),
    date!(2027 - 05 - 03),
    date!(2027 - 05 - 31),
    date!(2027 - 08 - 30),
    date!(2027 - 12 - 27),
    date!(2027 - 12 - 28),
    date!(2028 - 01 - 03),
    date!(2028 - 04 - 14),
    date!(2028 - 04 - 17),
    date!(2028 - 05 - 01),
    date!(2028 - 05 - 29),
    date!(2028 - 08 - 28),
    date!(2028 - 12 - 25),
    date!(2028 - 12 - 26),
    date!(2029 - 01 - 01),
];

/// Whether people work on this day.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !BANK_HOLIDAYS.contains(&day)
}

/// The last day on which something can have begun that has waited for more than `days` working days on `today`: the
/// working days after it, up to and with today, are more than that.
pub fn overdue_since(today: Date, days: u32) -> Date {
    let (mut day, mut left) = (today, days + 1);
    while left > 0 {
        if is_working_day(day) {
            left -= 1;
        }
        day = day.previous_day().unwrap_or(day);
    }
    day
}

/// Whether bank holidays are known for the whole year from `today` on; `doctor` asks.
pub fn holidays_are_known(today: Date) -> bool {
    BANK_HOLIDAYS.last().is_some_and(|last| (*last - today).whole_days() > 365)
}
