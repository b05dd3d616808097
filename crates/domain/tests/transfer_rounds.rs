//! When and how fast roles are moved, what a lost answer came to, and when the numbers agree.

use domain::OdsCode;
use domain::role::{Reason, Status};
use domain::transfer::{
    Agreement, Counts, Environment, Moved, Outage, Pace, Rate, Seen, StoreCounts, Window, agreement,
    estimate, moved,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

fn window(text: &str) -> Window {
    text.parse().expect("a window")
}

fn rate(per_second: f64) -> Rate {
    Rate::of(per_second).expect("a rate")
}

#[test]
fn given_a_weekend_window_when_asked_then_it_is_open_by_the_clock_of_london() {
    let weekend = window("Sat 20:00 - Mon 06:00");
    for (now, is_open) in [
        (datetime!(2026-11-28 19:59:59 UTC), false),
        (datetime!(2026-11-28 20:00 UTC), true),
        (datetime!(2026-11-29 12:00 UTC), true),
        (datetime!(2026-11-30 5:59:59 UTC), true),
        (datetime!(2026-11-30 6:00 UTC), false),
        // In summer an hour earlier by UTC.
        (datetime!(2026-07-04 18:59:59 UTC), false),
        (datetime!(2026-07-04 19:00 UTC), true),
        (datetime!(2026-07-06 5:00 UTC), false),
    ] {
        assert_eq!(weekend.is_open(now), is_open, "{now}");
    }
}

#[test]
fn given_the_weekends_when_clocks_change_then_the_window_keeps_its_ends_on_the_clock() {
    let weekend = window("sat 20:00 – mon 06:00");
    let spring = datetime!(2026-03-28 20:00 UTC);
    assert_eq!(weekend.opens(datetime!(2026-03-27 0:00 UTC)), spring);
    assert_eq!(weekend.closes(spring), datetime!(2026-03-30 5:00 UTC));
    let autumn = datetime!(2026-10-24 19:00 UTC);
    assert_eq!(weekend.opens(datetime!(2026-10-24 0:00 UTC)), autumn);
    assert_eq!(weekend.closes(autumn), datetime!(2026-10-26 6:00 UTC));
}

#[test]
fn given_an_end_late_on_the_day_of_the_clocks_when_asked_then_it_is_of_that_day() {
    let (until, from) = (window("Sat 20:00 - Sun 23:30"), window("Sun 23:30 - Mon 06:00"));
    for (saturday, end) in [
        (datetime!(2026-03-28 20:00 UTC), datetime!(2026-03-29 22:30 UTC)),
        (datetime!(2026-10-24 19:00 UTC), datetime!(2026-10-25 23:30 UTC)),
    ] {
        assert_eq!(until.closes(saturday), end);
        assert!(!until.is_open(end) && !from.is_open(saturday), "{end}");
        assert_eq!(from.opens(saturday), end);
    }
}

#[test]
fn given_an_end_in_the_hour_that_comes_twice_when_it_came_once_then_the_window_stays_closed() {
    let night = window("Sat 20:00 - Sun 01:30");
    assert_eq!(night.closes(datetime!(2026-10-24 19:00 UTC)), datetime!(2026-10-25 0:30 UTC));
    assert!(!night.is_open(datetime!(2026-10-25 1:10 UTC)), "01:10 for the second time");
    let missing = window("Sun 01:30 - Sun 05:00");
    assert!(missing.is_open(datetime!(2026-03-29 1:30 UTC)));
}

#[test]
fn what_is_no_window_or_rate_is_refused() {
    for text in [
        "",
        "Sat 20:00",
        "Sat 20:00 - Sat 20:00",
        "Sat 8 - Mon 06:00",
        "Sut 20:00 - Mon 06:00",
        "Sat 24:00 - Mon 06:00",
    ] {
        assert!(text.parse::<Window>().is_err(), "{text}");
    }
    assert_eq!(window("Sat 20:00 - Mon 06:00").to_string(), "Sat 20:00 - Mon 06:00");
    for text in ["0", "-1", "1001", "fast", "NaN", "inf"] {
        assert!(text.parse::<Rate>().is_err(), "{text}");
    }
    assert_eq!("2.5".parse::<Rate>().map(Rate::per_second), Ok(2.5));
}

#[test]
fn given_more_calls_than_one_window_takes_when_estimated_then_the_rest_waits_for_the_next() {
    let (friday, weekend) = (datetime!(2026-11-27 12:00 UTC), window("Sat 20:00 - Mon 06:00"));
    let short = estimate(36_000, rate(10.0), Some(weekend), friday).expect("an end");
    assert_eq!(
        (short.begins, short.ends),
        (datetime!(2026-11-28 20:00 UTC), datetime!(2026-11-28 21:00 UTC))
    );
    // 34 hours a window.
    let long = estimate(36_000 * 35, rate(10.0), Some(weekend), friday).expect("an end");
    assert_eq!((long.ends, long.working), (datetime!(2026-12-05 21:00 UTC), Duration::hours(35)));
    let always = estimate(36_000, rate(10.0), None, friday).expect("an end");
    assert_eq!(always.ends, friday + Duration::hours(1));
    assert_eq!(estimate(4_000_000_000, rate(0.01), Some(weekend), friday), None);
}

#[test]
fn given_a_store_that_is_too_busy_when_called_then_slower_and_never_faster_than_agreed() {
    let mut pace = Pace::new(rate(8.0));
    assert_eq!(pace.interval(), std::time::Duration::from_millis(125));
    pace = pace.slowed();
    assert_eq!(pace.per_second(), 4.0);
    for _ in 0..10 {
        pace = pace.slowed();
    }
    assert_eq!(pace.per_second(), 0.5, "it never stops");
    for _ in 0..10 {
        pace = pace.recovered();
    }
    assert_eq!(pace.per_second(), 8.0);
}

#[test]
fn given_failures_in_a_row_when_the_store_is_away_then_pauses_grow_to_a_minute() {
    let mut outage = Outage::default();
    let mut pauses = Vec::new();
    for _ in 0..13 {
        outage = outage.failed();
        pauses.extend(outage.pause().map(|pause| pause.as_secs()));
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert!(outage.is_away() && !outage.answered().is_away());
}

#[test]
fn given_an_environment_when_the_host_is_known_for_another_then_it_is_not_there() {
    for (host, int, live) in [
        ("api.service.nhs.uk", false, true),
        ("int.api.service.nhs.uk", true, false),
        ("sandbox.api.service.nhs.uk", true, false),
        ("internal-qa.API.service.nhs.uk.", true, false),
        ("store.example", true, true),
        ("notapi.service.nhs.uk", true, true),
    ] {
        assert_eq!(Environment::Int.may_be_at(host), int, "{host}");
        assert_eq!(Environment::Live.may_be_at(host), live, "{host}");
    }
    assert_eq!("live".parse::<Environment>(), Ok(Environment::Live));
    assert!("production".parse::<Environment>().is_err());
}

const BEGAN: OffsetDateTime = datetime!(2026-11-28 20:00 UTC);

fn practice() -> OdsCode {
    OdsCode::parse("A81001").expect("a code")
}

fn seen(reason: Reason) -> Seen {
    Seen {
        id: "an id".to_owned(),
        status: Some(Status::Active),
        reason: Some(reason),
        grantor: Some(practice()),
        end: None,
        updated: Some(BEGAN + Duration::SECOND),
    }
}

#[test]
fn given_a_lost_answer_when_the_role_is_ours_then_we_created_or_reactivated_it() {
    assert_eq!(moved(&seen(Reason::Created), &practice(), Some(BEGAN)), Moved::Created);
    assert_eq!(moved(&seen(Reason::Reactivated), &practice(), Some(BEGAN)), Moved::Reactivated);
    let ageless = Seen { updated: None, ..seen(Reason::Created) };
    assert_eq!(moved(&ageless, &practice(), Some(BEGAN)), Moved::Created);
    let behind = Seen { updated: Some(BEGAN - Duration::minutes(1)), ..seen(Reason::Created) };
    assert_eq!(moved(&behind, &practice(), Some(BEGAN)), Moved::Created, "its clock may be behind");
}

#[test]
fn given_no_lost_answer_or_anothers_role_when_found_then_it_existed() {
    assert_eq!(moved(&seen(Reason::Created), &practice(), None), Moved::Existed);
    let older = Seen { updated: Some(BEGAN - Duration::hours(1)), ..seen(Reason::Created) };
    assert_eq!(moved(&older, &practice(), Some(BEGAN)), Moved::Existed);
    let of_another = Seen { grantor: OdsCode::parse("B82002").ok(), ..seen(Reason::Created) };
    assert_eq!(moved(&of_another, &practice(), Some(BEGAN)), Moved::Existed);
    let silent = Seen { reason: None, ..seen(Reason::Created) };
    assert_eq!(moved(&silent, &practice(), Some(BEGAN)), Moved::Existed);
}

const DONE: Counts = Counts {
    expected: 100,
    created: 90,
    existed: 5,
    reactivated: 5,
    failed: 0,
    waiting: 0,
    excluded: 3,
    wrong: 1,
};

fn told(created: u64, reactivated: Option<u64>) -> Option<StoreCounts> {
    Some(StoreCounts { created, reactivated })
}

#[test]
fn given_both_numbers_when_compared_then_they_agree_to_the_row_or_not_at_all() {
    assert_eq!(agreement(DONE, told(90, Some(5))), Agreement::Agree);
    assert_eq!(agreement(DONE, told(90, None)), Agreement::Agree);
    assert_eq!(agreement(DONE, told(89, Some(5))), Agreement::Differ);
    assert_eq!(agreement(DONE, told(90, Some(6))), Agreement::Differ);
    assert_eq!(agreement(DONE, None), Agreement::NotTold);
    let lost = Counts { expected: 101, ..DONE };
    assert_eq!(agreement(lost, told(90, Some(5))), Agreement::Differ, "a row is nowhere");
}

#[test]
fn given_no_row_to_be_moved_when_compared_then_that_is_not_taken_for_agreement() {
    let none = Counts { excluded: 3, ..Counts::default() };
    assert_eq!(agreement(none, None), Agreement::NotTold);
    assert_eq!(agreement(none, told(0, None)), Agreement::Nothing);
    assert_eq!(agreement(none, told(1, None)), Agreement::Differ);
}

#[test]
fn given_rows_that_wait_or_failed_when_compared_then_nothing_agrees_yet() {
    let waits = Counts { expected: 101, waiting: 1, ..DONE };
    assert_eq!(agreement(waits, told(90, Some(5))), Agreement::NotDone);
    let failed = Counts { expected: 101, failed: 1, ..DONE };
    assert_eq!(agreement(failed, told(90, Some(5))), Agreement::Failed);
}

proptest! {
    #![proptest_config(Config { cases: 500, rng_seed: RngSeed::Fixed(15), failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_window_opens_and_closes_in_turn(minutes in 0_i64..2_000_000) {
        let now = datetime!(2026-01-01 0:00 UTC) + Duration::minutes(minutes);
        let weekend = window("Sat 20:00 - Mon 06:00");
        let opens = weekend.opens(now);
        prop_assert!(opens >= now && weekend.is_open(opens));
        let closes = weekend.closes(opens);
        prop_assert!(weekend.is_open(closes - Duration::SECOND) && !weekend.is_open(closes));
        let hours = (closes - now).whole_hours();
        prop_assert!(hours <= 24 * 7 + 1, "{hours}");
    }

    #[test]
    fn an_estimate_never_works_outside_the_window(calls in 1_u64..5_000_000, per_second in 1_u32..100) {
        let (now, weekend) = (datetime!(2026-11-27 12:00 UTC), window("Sat 20:00 - Mon 06:00"));
        let estimate = estimate(calls, rate(f64::from(per_second)), Some(weekend), now).expect("an end");
        prop_assert!(weekend.is_open(estimate.begins));
        prop_assert!(estimate.ends - estimate.begins >= estimate.working);
        prop_assert!(weekend.is_open(estimate.ends - Duration::MICROSECOND));
    }

    #[test]
    fn the_pace_stays_between_its_least_and_what_was_agreed(steps in proptest::collection::vec(any::<bool>(), 0..60)) {
        let mut pace = Pace::new(rate(10.0));
        for is_slowed in steps {
            pace = if is_slowed { pace.slowed() } else { pace.recovered() };
            prop_assert!((0.625..=10.0).contains(&pace.per_second()));
        }
    }
}
