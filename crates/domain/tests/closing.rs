//! Requests that cannot go on, through nobody's choice.

use domain::delegation::notice::notices;
use domain::delegation::{CloseReason, Command, Event, Message, Notice, Recipient, Refusal, Stage};

use crate::support::*;

const LEFT: CloseReason = CloseReason::PracticeLeftTrial;

#[test]
fn what_is_under_way_is_closed_with_its_reason() {
    for stage in [Stage::Checking, Stage::Invited, Stage::WithPractice] {
        let closed = [Event::RequestClosed { reason: LEFT }, Event::DelegationFinished];
        given(stage).when(our_worker(), Command::Close(LEFT)).then(closed.clone());
        let after = delegation_after(&[history_to(stage), closed.to_vec()].concat());
        assert_eq!((after.stage, after.closed), (Stage::Withdrawn, Some(LEFT)));
    }
}

#[test]
fn what_is_set_or_over_is_left_alone() {
    for stage in [Stage::Active, Stage::Suspended, Stage::Ending, Stage::Ended, Stage::Declined] {
        given(stage).when(our_worker(), Command::Close(LEFT)).then_nothing_more();
    }
}

#[test]
fn the_delegate_hears_of_it_only_after_an_invitation() {
    let told =
        |stage| notices(Some(&delegation_after(&history_to(stage))), &Event::RequestClosed { reason: LEFT });
    let closed = |to| Notice { message: Message::Closed, to };
    assert_eq!(told(Stage::Checking), [closed(Recipient::Delegator)]);
    assert_eq!(told(Stage::Invited), [closed(Recipient::Delegator), closed(Recipient::Delegate)]);
}

#[test]
fn nobody_accepts_at_a_practice_that_left() {
    let accept = Command::Accept {
        standing: in_order(),
        matches_invitation: true,
        practice_enabled: false,
        today: THAT_DAY,
    };
    given(Stage::Invited).when(the_delegate(), accept).then_refused(Refusal::PracticeLeftTrial);
}
