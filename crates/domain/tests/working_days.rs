//! Working days: when a request is overdue.

use domain::working_days::{BANK_HOLIDAYS, DECIDE_WITHIN, holidays_are_known, is_working_day, overdue_since};
use time::macros::date;

#[test]
fn weekends_and_bank_holidays_are_no_working_days() {
    assert!(is_working_day(date!(2026 - 11 - 24)));
    for day in [date!(2026 - 11 - 28), date!(2026 - 11 - 29), date!(2026 - 12 - 25), date!(2026 - 12 - 28)] {
        assert!(!is_working_day(day), "{day}");
    }
    assert!(BANK_HOLIDAYS.is_sorted());
}

#[test]
fn ten_working_days_are_two_weeks_and_longer_over_christmas() {
    // What came on Monday the 9th has waited ten working days on Monday the 23rd, and is overdue on the 24th; what came
    // on the Sunday before is overdue a day earlier.
    assert_eq!(overdue_since(date!(2026 - 11 - 23), DECIDE_WITHIN), date!(2026 - 11 - 08));
    assert_eq!(overdue_since(date!(2026 - 11 - 24), DECIDE_WITHIN), date!(2026 - 11 - 09));
    assert_eq!(overdue_since(date!(2027 - 01 - 04), DECIDE_WITHIN), date!(2026 - 12 - 15));
}

#[test]
fn holidays_are_known_for_a_year_ahead() {
    assert!(holidays_are_known(date!(2026 - 11 - 24)));
    assert!(!holidays_are_known(date!(2028 - 06 - 01)), "doctor then says so");
}
