//! What time alone does: reminders, lapse, end dates. Days are London days.

use domain::delegation::deadline::{is_lapsed, lapses_on, next_look, reminder_due};
use domain::delegation::{Command, Event, Refusal, Stage};
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};

use crate::support::*;

fn reminded(reminder: u8) -> Event {
    Event::InvitationReminded { reminder }
}

#[test]
fn the_first_reminder_goes_out_on_day_7_not_before() {
    given(Stage::Invited).on_day(0).when(our_worker(), Command::Remind).then_refused(Refusal::TooEarly);
    given(Stage::Invited).on_day(6).when(our_worker(), Command::Remind).then_refused(Refusal::TooEarly);
    given(Stage::Invited).on_day(7).when(our_worker(), Command::Remind).then([reminded(1)]);
}

#[test]
fn the_second_reminder_goes_out_on_day_14_not_before() {
    let once = || given(Stage::Invited).and(reminded(1));
    once().on_day(7).when(our_worker(), Command::Remind).then_refused(Refusal::TooEarly);
    once().on_day(13).when(our_worker(), Command::Remind).then_refused(Refusal::TooEarly);
    once().on_day(14).when(our_worker(), Command::Remind).then([reminded(2)]);
}

#[test]
fn there_is_no_third_reminder() {
    let twice = || given(Stage::Invited).and(reminded(1)).and(reminded(2));
    for day in 14..=30 {
        twice().on_day(day).when(our_worker(), Command::Remind).then_refused(Refusal::TooEarly);
    }
}

#[test]
fn a_worker_that_was_away_sends_one_reminder_not_both() {
    given(Stage::Invited).on_day(15).when(our_worker(), Command::Remind).then([reminded(2)]);
    let caught_up = given(Stage::Invited).and(reminded(2));
    caught_up.on_day(15).when(our_worker(), Command::Remind).then_refused(Refusal::TooEarly);
}

#[test]
fn nobody_is_reminded_of_what_has_lapsed() {
    given(Stage::Invited).on_day(21).when(our_worker(), Command::Remind).then([reminded(2)]);
    given(Stage::Invited).on_day(22).when(our_worker(), Command::Remind).then_refused(Refusal::TooEarly);
    given(Stage::Lapsed).on_day(22).when(our_worker(), Command::Remind).then_nothing_more();
}

#[test]
fn on_day_21_the_invitation_still_stands() {
    given(Stage::Invited).on_day(21).when(our_worker(), Command::Lapse).then_refused(Refusal::TooEarly);
    let last_minute = datetime!(2026-03-23 23:59:59 UTC);
    given(Stage::Invited)
        .at(last_minute)
        .when(the_delegate(), accept())
        .then([Event::DelegationAccepted, Event::SentToPractice]);
}

#[test]
fn on_day_22_it_has_lapsed() {
    given(Stage::Invited)
        .at(datetime!(2026-03-24 00:00 UTC))
        .when(our_worker(), Command::Lapse)
        .then([Event::InvitationLapsed, Event::DelegationFinished]);
}

#[test]
fn on_day_22_nobody_answers_even_if_the_worker_has_not_come_by() {
    for answer in [accept(), Command::Decline(None)] {
        given(Stage::Invited)
            .on_day(22)
            .when(the_delegate(), answer)
            .then_refused(Refusal::WrongStage(Stage::Lapsed));
    }
}

#[test]
fn on_day_22_the_delegator_may_still_withdraw_until_the_worker_has_come_by() {
    let answer = given(Stage::Invited).on_day(22).when(the_delegator(), Command::Withdraw).answer();
    assert_eq!(answer.map(|events| events.len()), Ok(2));
}

#[test]
fn the_last_day_ends_at_midnight_in_london_also_in_summer() {
    let sent = datetime!(2026-06-30 23:30 UTC); // already 1 July in London
    let invitation = given(Stage::Checking).at(sent).when(our_worker(), confirm_details()).answer();
    let last = Event::InvitationSent { lapses_on: date!(2026 - 07 - 22) };
    assert_eq!(invitation.expect("invited").last(), Some(&last));

    let summer = || given(Stage::Checking).and(last.clone());
    let still_the_22nd = datetime!(2026-07-22 22:59 UTC);
    let answer = summer().at(still_the_22nd).when(the_delegate(), accept()).answer();
    assert_eq!(answer.map(|events| events.len()), Ok(2));
    summer()
        .at(datetime!(2026-07-22 23:00 UTC))
        .when(the_delegate(), accept())
        .then_refused(Refusal::WrongStage(Stage::Lapsed));
}

#[test]
fn a_reminder_counts_days_of_the_calendar_not_24_hours() {
    let evening = delegation_invited(datetime!(2026-03-27 23:50 UTC), date!(2026 - 04 - 17));
    // The clocks go forward on 29 March: seven days later is an hour less than 7 × 24 hours.
    assert_eq!(reminder_due(&evening, datetime!(2026-04-02 22:59 UTC)), None);
    assert_eq!(reminder_due(&evening, datetime!(2026-04-02 23:00 UTC)), Some(1));
}

#[test]
fn the_end_date_comes_the_day_after_the_last_day() {
    let reach = |today| Command::ReachEndDate { today };
    given(Stage::Active).when(our_worker(), reach(END)).then_refused(Refusal::TooEarly);
    let answer = given(Stage::Active).when(our_worker(), reach(date!(2027 - 01 - 01))).answer();
    assert_eq!(answer.map(|events| events.len()), Ok(1));
}

#[test]
fn the_end_date_is_that_which_the_practice_has_set() {
    let later = changed(access_until(Some(date!(2027 - 06 - 30))));
    let never = changed(access_until(None));
    for changed in [later, never] {
        given(Stage::Active)
            .and(changed)
            .when(our_worker(), Command::ReachEndDate { today: date!(2027 - 01 - 01) })
            .then_refused(Refusal::TooEarly);
    }
}

#[test]
fn a_deadline_that_comes_too_late_is_harmless() {
    for command in [Command::Remind, Command::Lapse] {
        for stage in Stage::ALL.into_iter().filter(|stage| *stage != Stage::Invited) {
            given(stage).on_day(30).when(our_worker(), command.clone()).then_nothing_more();
        }
    }
    for stage in [Stage::WithPractice, Stage::Refused, Stage::Ending, Stage::Ended] {
        let end_date = Command::ReachEndDate { today: date!(2027 - 01 - 01) };
        given(stage).when(our_worker(), end_date).then_nothing_more();
    }
}

#[test]
fn the_worker_looks_again_when_the_next_thing_falls_due() {
    let look = |events: &[Event]| next_look(&delegation_after(events));
    let invited = history_to(Stage::Invited);
    assert_eq!(look(&invited), Some(date!(2026 - 03 - 09)));
    assert_eq!(look(&[invited.as_slice(), &[reminded(1)]].concat()), Some(date!(2026 - 03 - 16)));
    assert_eq!(look(&[invited.as_slice(), &[reminded(2)]].concat()), Some(date!(2026 - 03 - 24)));
    for stage in [Stage::Active, Stage::Suspended] {
        assert_eq!(look(&history_to(stage)), Some(date!(2026 - 12 - 17)));
        let warned = [history_to(stage), vec![Event::EndingSoon { ends: END }]].concat();
        assert_eq!(look(&warned), Some(date!(2027 - 01 - 01)));
    }
    let forever = changed(access_until(None));
    assert_eq!(look(&[history_to(Stage::Suspended).as_slice(), &[forever]].concat()), None);
    let at_rest = [Stage::Checking, Stage::NotConfirmed, Stage::Declined, Stage::Withdrawn, Stage::Lapsed];
    for stage in at_rest.into_iter().chain([Stage::WithPractice, Stage::Refused, Stage::Ending, Stage::Ended])
    {
        assert_eq!(look(&history_to(stage)), None, "{stage:?}");
    }
}

#[test]
fn on_the_day_of_the_next_look_there_is_something_to_do() {
    let mut events = history_to(Stage::Invited);
    for expected in [1, 2] {
        let delegation = delegation_after(&events);
        let day = next_look(&delegation).expect("a next look");
        assert_eq!(reminder_due(&delegation, day.midnight().assume_utc()), Some(expected));
        events.push(reminded(expected));
    }
    let delegation = delegation_after(&events);
    let day = next_look(&delegation).expect("a next look");
    assert!(is_lapsed(&delegation, day.midnight().assume_utc()));
}

#[test]
fn the_end_of_the_calendar_is_no_panic() {
    assert_eq!(lapses_on(Date::MAX), Date::MAX);
}

fn delegation_invited(at: OffsetDateTime, lapses_on: Date) -> domain::delegation::Delegation {
    let mut delegation = delegation_after(&history_to(Stage::Invited));
    delegation.invited_at = Some(at);
    delegation.lapses_on = Some(lapses_on);
    delegation
}
