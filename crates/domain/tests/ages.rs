//! Ages in whole years, by London's calendar; and who may use the service.

use domain::eligibility::{NotEligible, Standing};
use domain::london::{london, london_date};
use domain::person::{age_on, is_adult};
use time::macros::{date, datetime};

use crate::support::in_order;

#[test]
fn somebody_is_a_year_older_on_the_birthday_not_before() {
    let born = date!(2010 - 06 - 15);
    assert_eq!(age_on(born, date!(2026 - 06 - 14)), 15);
    assert_eq!(age_on(born, date!(2026 - 06 - 15)), 16);
    assert_eq!(age_on(born, date!(2026 - 06 - 16)), 16);
    assert_eq!(age_on(born, date!(2027 - 06 - 14)), 16);
}

#[test]
fn an_adult_is_16() {
    let born = date!(2010 - 06 - 15);
    assert!(!is_adult(born, date!(2026 - 06 - 14)));
    assert!(is_adult(born, date!(2026 - 06 - 15)));
}

#[test]
fn who_is_born_on_29_february_turns_older_on_1_march_of_other_years() {
    let born = date!(2008 - 02 - 29);
    assert_eq!(age_on(born, date!(2024 - 02 - 28)), 15);
    assert_eq!(age_on(born, date!(2024 - 02 - 29)), 16);
    assert_eq!(age_on(born, date!(2025 - 02 - 28)), 16);
    assert_eq!(age_on(born, date!(2025 - 03 - 01)), 17);
}

#[test]
fn even_where_the_sixteenth_year_has_no_29_february() {
    let born = date!(2084 - 02 - 29);
    assert!(!is_adult(born, date!(2100 - 02 - 28)));
    assert!(is_adult(born, date!(2100 - 03 - 01)));
}

#[test]
fn the_turn_of_the_year_counts() {
    assert_eq!(age_on(date!(2009 - 12 - 31), date!(2025 - 12 - 30)), 15);
    assert_eq!(age_on(date!(2009 - 12 - 31), date!(2025 - 12 - 31)), 16);
    assert_eq!(age_on(date!(2010 - 01 - 01), date!(2025 - 12 - 31)), 15);
}

#[test]
fn who_is_born_today_or_in_the_future_is_no_adult() {
    assert_eq!(age_on(date!(2026 - 03 - 02), date!(2026 - 03 - 02)), 0);
    assert_eq!(age_on(date!(2027 - 03 - 02), date!(2026 - 03 - 02)), -1);
    assert!(!is_adult(date!(2099 - 01 - 01), date!(2026 - 03 - 02)));
    assert!(!is_adult(time::Date::MAX, time::Date::MIN));
}

#[test]
fn in_summer_the_birthday_begins_an_hour_before_midnight_utc() {
    let born = date!(2010 - 07 - 02);
    assert!(!is_adult(born, london_date(datetime!(2026-07-01 22:59:59 UTC))));
    assert!(is_adult(born, london_date(datetime!(2026-07-01 23:00 UTC))));
}

#[test]
fn in_winter_the_birthday_begins_at_midnight_utc() {
    let born = date!(2010 - 12 - 02);
    assert!(!is_adult(born, london_date(datetime!(2026-12-01 23:59:59 UTC))));
    assert!(is_adult(born, london_date(datetime!(2026-12-02 00:00 UTC))));
}

#[test]
fn the_clocks_change_on_the_last_sundays_of_march_and_october() {
    let hour = |instant| london(instant).hour();
    assert_eq!(hour(datetime!(2026-03-29 00:59 UTC)), 0);
    assert_eq!(hour(datetime!(2026-03-29 01:00 UTC)), 2);
    assert_eq!(hour(datetime!(2026-10-25 00:59 UTC)), 1);
    assert_eq!(hour(datetime!(2026-10-25 01:00 UTC)), 1);
}

#[test]
fn the_instant_stays_the_same_whatever_its_offset() {
    let tokyo = datetime!(2026-07-02 08:30 +9);
    assert_eq!(london(tokyo), tokyo);
    assert_eq!(london_date(tokyo), date!(2026 - 07 - 02));
    assert_eq!(london_date(datetime!(2026-07-02 07:59 +9)), date!(2026 - 07 - 01));
}

#[test]
fn who_may_use_the_service_is_proofed_then_adult_then_of_the_trial() {
    let today = date!(2026 - 03 - 02);
    let young = Standing { born: date!(2010 - 03 - 03), ..in_order() };
    assert_eq!(in_order().check(today), Ok(()));
    assert_eq!(young.check(today), Err(NotEligible::TooYoung));
    assert_eq!(young.check(date!(2026 - 03 - 03)), Ok(()));
    let nothing_right = Standing { proofed: false, practice_enabled: false, ..young };
    assert_eq!(nothing_right.check(today), Err(NotEligible::NotProofed));
    let young_elsewhere = Standing { practice_enabled: false, ..young };
    assert_eq!(young_elsewhere.check(today), Err(NotEligible::TooYoung));
    let elsewhere = Standing { practice_enabled: false, ..in_order() };
    assert_eq!(elsewhere.check(today), Err(NotEligible::PracticeNotInTrial));
}
