//! Warnings of an end, the yearly look, and who is told of a pause that a check with PDS brings.

use domain::Party;
use domain::delegation::deadline::next_look;
use domain::delegation::notice::notices;
use domain::delegation::{
    Command, Event, Message, Recipient, Refusal, RevokeReason, Stage, SuspendReason, TellThem,
};
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
        .and(Event::AccessChanged { access: access_until(Some(later)) })
        .when(our_worker(), warn(date!(2027 - 06 - 16)))
        .then([Event::EndingSoon { ends: later }]);
}

#[test]
fn access_for_some_days_needs_no_warning() {
    let soon = Event::AccessChanged { access: access_until(Some(date!(2026 - 03 - 12))) };
    let events = [history_to(Stage::Active), vec![soon.clone()]].concat();
    assert_eq!(next_look(&delegation_after(&events)), Some(date!(2026 - 03 - 13)));
    given(Stage::Active)
        .and(soon)
        .when(our_worker(), warn(date!(2026 - 03 - 05)))
        .then_refused(Refusal::TooEarly);
}

#[test]
fn access_without_an_end_is_looked_at_every_year() {
    let forever = Event::AccessChanged { access: access_until(None) };
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

#[test]
fn nobody_writes_to_somebody_who_has_died() {
    let active = delegation_after(&history_to(Stage::Active));
    let told = |reason| -> Vec<_> {
        let told = notices(Some(&active), &Event::AccessSuspended { reason });
        told.into_iter().map(|notice| (notice.message, notice.to)).collect()
    };
    let practice = (Message::ReviewNeeded, Recipient::Practice);
    let delegator = (Message::Suspended, Recipient::Delegator);
    let delegate = (Message::Suspended, Recipient::Delegate);
    assert_eq!(told(SuspendReason::DelegatorDeceased), [delegate, practice]);
    assert_eq!(told(SuspendReason::DelegateDeceased), [delegator, practice]);
    assert_eq!(told(SuspendReason::DelegateRestricted), [delegator, delegate, practice]);
    assert_eq!(told(SuspendReason::PendingReview), [delegator, delegate]);
    for (reason, gone) in [
        (RevokeReason::DelegatorDeceased, Recipient::Delegator),
        (RevokeReason::DelegateDeceased, Recipient::Delegate),
    ] {
        let stopped = Event::DelegationRevoked { side: Party::Practice, reason, tell: TellThem::Reason };
        assert!(notices(Some(&active), &stopped).iter().all(|notice| notice.to != gone));
    }
}
