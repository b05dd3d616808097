//! The rules of age and use, as functions of days alone (DAPB3051, limits in time).

use domain::account::age::{UNUSED_YEARS, birthday, is_review_due, is_unused};
use domain::account::{AgeRules, Milestone};
use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};

const BORN: Date = date!(2014 - 06 - 15);
const DECIDED: Date = date!(2020 - 01 - 01);

#[test]
fn access_for_a_child_is_reviewed_when_they_turn_eleven() {
    assert!(!is_review_due(BORN, DECIDED, date!(2025 - 06 - 14)));
    assert!(is_review_due(BORN, DECIDED, date!(2025 - 06 - 15)));
    assert!(!is_review_due(BORN, date!(2025 - 06 - 15), date!(2026 - 01 - 01)), "decided at eleven");
}

#[test]
fn it_is_suspended_at_thirteen_and_at_sixteen() {
    let reached = |decided, today| AgeRules::default().reached(BORN, decided, today);
    assert_eq!(reached(DECIDED, date!(2027 - 06 - 14)), None);
    assert_eq!(reached(DECIDED, date!(2027 - 06 - 15)), Some(Milestone::Young));
    assert_eq!(reached(date!(2027 - 06 - 15), date!(2030 - 06 - 14)), None, "decided at thirteen");
    assert_eq!(reached(date!(2027 - 06 - 15), date!(2030 - 06 - 15)), Some(Milestone::Sixteen));
    assert_eq!(reached(DECIDED, date!(2031 - 01 - 01)), Some(Milestone::Sixteen), "nobody came by");
    assert_eq!(reached(date!(2030 - 06 - 15), date!(2060 - 01 - 01)), None, "decided by an adult");
}

#[test]
fn who_was_born_on_29_february_turns_a_year_older_on_1_march() {
    let (born, decided) = (date!(2016 - 02 - 29), date!(2020 - 01 - 01));
    assert!(!is_review_due(born, decided, date!(2027 - 02 - 28)));
    assert!(is_review_due(born, decided, date!(2027 - 03 - 01)));
    let reached = |today| AgeRules::default().reached(born, decided, today);
    assert_eq!(
        (reached(date!(2029 - 02 - 28)), reached(date!(2029 - 03 - 01))),
        (None, Some(Milestone::Young))
    );
    let sixteen = Some(Milestone::Sixteen);
    assert_eq!(
        (reached(date!(2032 - 02 - 28)), reached(date!(2032 - 02 - 29))),
        (Some(Milestone::Young), sixteen)
    );
}

#[test]
fn the_earlier_age_is_a_setting_and_sixteen_is_none() {
    let reached = |rules: AgeRules, today| rules.reached(BORN, DECIDED, today);
    assert_eq!(reached(AgeRules::suspending_at(None), date!(2030 - 06 - 14)), None);
    assert_eq!(reached(AgeRules::suspending_at(None), date!(2030 - 06 - 15)), Some(Milestone::Sixteen));
    assert_eq!(reached(AgeRules::suspending_at(Some(12)), date!(2026 - 06 - 15)), Some(Milestone::Young));
    assert_eq!(AgeRules::suspending_at(Some(15)), AgeRules::suspending_at(Some(13)), "thirteen at most");
}

#[test]
fn both_are_told_from_28_days_before_until_the_day() {
    let near = |today| AgeRules::default().near(BORN, today);
    let thirteen = Some((Milestone::Young, date!(2027 - 06 - 15)));
    assert_eq!(near(date!(2027 - 05 - 17)), None);
    assert_eq!(near(date!(2027 - 05 - 18)), thirteen);
    assert_eq!(near(date!(2027 - 06 - 14)), thirteen);
    assert_eq!(near(date!(2027 - 06 - 15)), None);
    assert_eq!(near(date!(2030 - 06 - 01)), Some((Milestone::Sixteen, date!(2030 - 06 - 15))));
}

#[test]
fn what_nobody_uses_for_five_years_is_unused() {
    assert_eq!(UNUSED_YEARS, 5);
    assert!(!is_unused(date!(2020 - 06 - 15), date!(2025 - 06 - 14)));
    assert!(is_unused(date!(2020 - 06 - 15), date!(2025 - 06 - 15)));
    assert!(is_unused(date!(2020 - 02 - 29), date!(2025 - 03 - 01)));
    assert!(!is_unused(date!(2020 - 02 - 29), date!(2025 - 02 - 28)));
}

proptest! {
    #[test]
    fn a_birthday_is_the_first_day_on_which_somebody_is_so_old(days in 0..40_000_i64, age in 1..30_i32) {
        let born = date!(1920 - 01 - 01) + Duration::days(days);
        let day = birthday(born, age);
        prop_assert_eq!(domain::person::age_on(born, day), age);
        prop_assert_eq!(domain::person::age_on(born, day - Duration::DAY), age - 1);
    }
}
