//! The invitation is sent once more: three times at most, and once a day.

use domain::delegation::{Command, ContactSource, DeclineReason, Event, Refusal, Stage, deadline};
use domain::{Actor, DelegationId};
use time::Duration;
use uuid::Uuid;

use crate::support::*;

#[test]
fn the_delegator_has_it_sent_again_the_next_day() {
    given(Stage::Invited)
        .on_day(0)
        .when(the_delegator(), Command::Resend)
        .then_refused(Refusal::ResentLately);
    given(Stage::Invited).on_day(1).when(the_delegator(), Command::Resend).then([Event::InvitationResent]);
}

#[test]
fn three_times_are_enough() {
    let mut events = history_to(Stage::Invited);
    events.extend([Event::InvitationResent, Event::InvitationResent]);
    assert_eq!(delegation_after(&events).resends, 2);
    let twice = given(Stage::Invited).and(Event::InvitationResent).and(Event::InvitationResent);
    let thrice = given(Stage::Invited)
        .and(Event::InvitationResent)
        .and(Event::InvitationResent)
        .and(Event::InvitationResent);
    twice.on_day(5).when(the_delegator(), Command::Resend).then([Event::InvitationResent]);
    thrice.on_day(5).when(the_delegator(), Command::Resend).then_refused(Refusal::ResentLately);
}

#[test]
fn a_new_code_is_made_on_the_same_day_and_three_times_in_all() {
    let mut delegation = delegation_after(&history_to(Stage::Invited));
    assert!(!delegation.by_code);
    delegation.by_code = true;
    let sent = delegation.last_sent_at.expect("it was sent");
    assert!(!deadline::may_resend(&delegation, sent + Duration::seconds(59)), "a second click");
    assert!(deadline::may_resend(&delegation, sent + Duration::MINUTE));
    delegation.resends = deadline::RESENDS;
    assert!(!deadline::may_resend(&delegation, sent + Duration::DAY));
}

#[test]
fn an_invitation_without_an_address_is_by_code() {
    let confirmed = [Event::DetailsConfirmed, Event::ContactFound { source: ContactSource::Code }];
    let events = [history_to(Stage::Checking), confirmed.to_vec()].concat();
    assert!(delegation_after(&events).by_code);
}

#[test]
fn a_resent_invitation_lapses_when_the_first_would() {
    let events = [history_to(Stage::Invited), vec![Event::InvitationResent]].concat();
    assert_eq!(delegation_after(&events).lapses_on, Some(LAST_DAY));
    given(Stage::Invited)
        .on_day(22)
        .when(the_delegator(), Command::Resend)
        .then_refused(Refusal::WrongStage(Stage::Lapsed));
}

#[test]
fn who_has_the_link_may_say_no_and_nothing_else() {
    let holder = || Actor::InvitationLink { delegation: CASE };
    let no = Command::Decline(Some(DeclineReason::NotNow));
    for command in every_command().into_iter().filter(|command| command.kind() != no.kind()) {
        given(Stage::Invited).when(holder(), command).then_refused(Refusal::NotFound);
    }
    let declined = Event::DelegationDeclined { reason: Some(DeclineReason::NotNow) };
    given(Stage::Invited).when(holder(), no.clone()).then([declined, Event::DelegationFinished]);
    given(Stage::Declined).when(holder(), no.clone()).then_nothing_more();
    given(Stage::Active).when(holder(), no.clone()).then_refused(Refusal::WrongStage(Stage::Active));
    let another = Actor::InvitationLink { delegation: DelegationId(Uuid::from_u128(9)) };
    given(Stage::Invited).when(another, no).then_refused(Refusal::NotFound);
}
