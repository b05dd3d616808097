//! Until when a practice may wait for somebody, and on which days it can have tried to reach them.

use domain::contact_attempt::{ContactAttempt, ContactDayFault, ContactOutcome, ContactWay, Whom};
use domain::waiting::{UntilFault, Waiting, lasts};
use time::Duration;
use time::macros::date;

#[test]
fn a_practice_waits_from_tomorrow_to_sixty_days() {
    let today = date!(2026 - 11 - 27);
    for days in [1, 7, 60] {
        let until = today + Duration::days(days);
        assert_eq!(Waiting::may_last(until, today), Ok(until), "{days} days");
    }
    for days in [-400, -1, 0] {
        let until = today + Duration::days(days);
        assert_eq!(Waiting::may_last(until, today), Err(UntilFault::NotAhead), "{days} days");
    }
    for days in [61, 4000] {
        let until = today + Duration::days(days);
        assert_eq!(Waiting::may_last(until, today), Err(UntilFault::Far), "{days} days");
    }
}

#[test]
fn what_waits_until_a_day_is_work_again_on_that_day() {
    let until = date!(2026 - 12 - 04);
    assert!(lasts(until, date!(2026 - 12 - 03)));
    assert!(!lasts(until, until));
    assert!(!lasts(until, date!(2026 - 12 - 05)));
}

#[test]
fn somebody_was_tried_to_be_reached_since_the_request_and_never_tomorrow() {
    let (requested, today) = (date!(2026 - 11 - 20), date!(2026 - 11 - 27));
    for day in [requested, date!(2026 - 11 - 23), today] {
        assert_eq!(ContactAttempt::may_be_on(day, requested, today), Ok(day));
    }
    let on = |day| ContactAttempt::may_be_on(day, requested, today);
    assert_eq!(on(date!(2026 - 11 - 28)), Err(ContactDayFault::Ahead));
    assert_eq!(on(date!(2026 - 11 - 19)), Err(ContactDayFault::BeforeRequest));
}

#[test]
fn each_code_is_read_back() {
    assert!(Whom::ALL.into_iter().all(|one| Whom::from_code(one.code()) == Some(one)));
    assert!(ContactWay::ALL.into_iter().all(|one| ContactWay::from_code(one.code()) == Some(one)));
    assert!(ContactOutcome::ALL.into_iter().all(|one| ContactOutcome::from_code(one.code()) == Some(one)));
    assert_eq!((Whom::from_code("practice"), ContactWay::from_code("")), (None, None));
}
