//! Warnings of an end, and the yearly look.

use domain::delegation::deadline::next_look;
use domain::delegation::{Command, Event, Refusal, Stage};
use time::Date;
use time::macros::date;

use crate::support::*;

const WARNING: Date = date!(2026 - 12 - 17);

fn warn(today: Date) -> Command {
    Command::WarnOfEnd { today }
}

#[test]
fn both_are_warned_once_14_days_before_the_end() {
    let ends = Event::EndingSoon { ends: END };
    given(Stage::Active).when(our_worker(), warn(date!(2026 - 12 - 16))).then_refused(Refusal::TooEarly);
    for stage in [Stage::Active, Stage::Suspended] {
        given(stage).when(our_worker(), warn(WARNING)).then([ends.clone()]);
        given(stage).and(ends.clone()).when(our_worker(), warn(WARNING)).then_refused(Refusal::TooEarly);
    }
    given(Stage::Active).when(our_worker(), warn(END)).then([ends]);
}

#[test]
fn another_end_is_warned_of_again() {
    let later = date!(2027 - 06 - 30);
    given(Stage::Active)
        .and(Event::EndingSoon { ends: END })
        .and(changed(access_until(Some(later))))
        .when(our_worker(), warn(date!(2027 - 06 - 16)))
        .then([Event::EndingSoon { ends: later }]);
}

#[test]
fn access_for_some_days_needs_no_warning() {
    let soon = changed(access_until(Some(date!(2026 - 03 - 12))));
    let events = [history_to(Stage::Active), vec![soon.clone()]].concat();
    assert_eq!(next_look(&delegation_after(&events)), Some(date!(2026 - 03 - 13)));
    given(Stage::Active)
        .and(soon)
        .when(our_worker(), warn(date!(2026 - 03 - 05)))
        .then_refused(Refusal::TooEarly);
}

#[test]
fn access_without_an_end_is_looked_at_every_year() {
    let forever = changed(access_until(None));
    let nudge = |today| Command::Nudge { today };
    let given = || given(Stage::Active).and(forever.clone());
    given().when(our_worker(), nudge(date!(2027 - 03 - 01))).then_refused(Refusal::TooEarly);
    given().when(our_worker(), nudge(date!(2027 - 03 - 02))).then([Event::ReviewDue]);
    let reviewed = [history_to(Stage::Active), vec![forever.clone()]].concat();
    assert_eq!(next_look(&delegation_after(&reviewed)), Some(date!(2027 - 03 - 02)));
}

#[test]
fn access_with_an_end_needs_no_yearly_look() {
    let in_ten_years = Command::Nudge { today: date!(2036 - 03 - 02) };
    given(Stage::Active).when(our_worker(), in_ten_years).then_refused(Refusal::TooEarly);
}
