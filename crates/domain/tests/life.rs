//! The life of a delegation, one sentence for each cell of the state table that leads somewhere.

use domain::delegation::{
    Command, ContactSource, DeclineReason, Event, RefusalReason, RevokeReason, Stage, SuspendReason, Tell,
};
use domain::{Party, Relationship};
use time::macros::date;

use crate::support::*;

#[test]
fn a_request_begins_a_delegation_and_tells_nobody_but_the_two_ids() {
    given_nothing().when(the_delegator(), request()).then([Event::DelegationRequested {
        delegator: MARGARET,
        delegate: DAVID,
        practice: riverside(),
        relationship: Relationship::Partner,
        asked: asked(),
    }]);
}

#[test]
fn confirmed_details_send_the_invitation_which_lapses_after_21_days() {
    for source in [ContactSource::Pds, ContactSource::Delegator, ContactSource::Code] {
        given(Stage::Checking).when(our_worker(), Command::ConfirmDetails(source)).then([
            Event::DetailsConfirmed,
            Event::ContactFound { source },
            Event::InvitationSent { lapses_on: date!(2026 - 03 - 23) },
        ]);
    }
}

#[test]
fn details_that_are_not_confirmed_end_it() {
    given(Stage::Checking)
        .when(our_worker(), Command::RejectDetails)
        .then([Event::DetailsNotConfirmed, Event::DelegationFinished]);
}

#[test]
fn the_delegator_withdraws_while_details_are_checked() {
    given(Stage::Checking)
        .when(the_delegator(), Command::Withdraw)
        .then([Event::DelegationWithdrawn { side: Party::Delegator }, Event::DelegationFinished]);
}

#[test]
fn the_delegate_accepts_and_the_practice_gets_the_case() {
    given(Stage::Invited)
        .when(the_delegate(), accept())
        .then([Event::DelegationAccepted, Event::SentToPractice]);
}

#[test]
fn the_delegate_declines_with_or_without_a_reason() {
    for reason in [None, Some(DeclineReason::Pressure)] {
        given(Stage::Invited)
            .when(the_delegate(), Command::Decline(reason))
            .then([Event::DelegationDeclined { reason }, Event::DelegationFinished]);
    }
}

#[test]
fn the_delegator_withdraws_the_invitation() {
    given(Stage::Invited)
        .when(the_delegator(), Command::Withdraw)
        .then([Event::DelegationWithdrawn { side: Party::Delegator }, Event::DelegationFinished]);
}

#[test]
fn an_invitation_without_answer_is_reminded_and_lapses() {
    given(Stage::Invited)
        .on_day(7)
        .when(our_worker(), Command::Remind)
        .then([Event::InvitationReminded { reminder: 1 }]);
    given(Stage::Invited)
        .on_day(22)
        .when(our_worker(), Command::Lapse)
        .then([Event::InvitationLapsed, Event::DelegationFinished]);
}

#[test]
fn either_citizen_withdraws_before_the_practice_has_decided() {
    for (who, side) in [(the_delegator(), Party::Delegator), (the_delegate(), Party::Delegate)] {
        given(Stage::WithPractice)
            .when(who, Command::Withdraw)
            .then([Event::DelegationWithdrawn { side }, Event::DelegationFinished]);
    }
}

#[test]
fn the_practice_confirms_what_it_has_set() {
    given(Stage::WithPractice).when(the_practice(), confirm()).then([applied(), Event::DelegationFinished]);
}

#[test]
fn the_practice_refuses_with_a_reason_and_says_what_may_be_told() {
    for reason in RefusalReason::ALL.iter().copied() {
        for tell in [Tell::NOTHING, Tell::OUTCOME] {
            given(Stage::WithPractice)
                .when(the_practice(), Command::Refuse { reason, tell })
                .then([Event::DelegationRefused { reason, tell }, Event::DelegationFinished]);
        }
    }
}

#[test]
fn the_practice_reconsiders_a_refusal() {
    given(Stage::Refused).when(the_practice(), confirm()).then([applied(), Event::DelegationFinished]);
}

#[test]
fn the_practice_changes_the_access() {
    given(Stage::Active).when(the_practice(), change_access()).then([changed(less())]);
}

#[test]
fn the_practice_or_a_check_with_pds_suspends() {
    for who in [the_practice(), our_worker()] {
        for reason in SuspendReason::ALL.iter().copied() {
            given(Stage::Active)
                .when(who.clone(), Command::Suspend { reason, tell: Tell::NOTHING })
                .then([Event::AccessSuspended { reason, tell: Tell::NOTHING }]);
        }
    }
}

#[test]
fn the_practice_resumes() {
    given(Stage::Suspended)
        .when(the_practice(), Command::Resume(Tell::OUTCOME))
        .then([Event::AccessResumed { tell: Tell::OUTCOME }, Event::DelegationFinished]);
}

#[test]
fn any_of_the_three_stops_access_that_is_active_or_suspended() {
    for stage in [Stage::Active, Stage::Suspended] {
        given(stage).when(the_delegator(), revoke()).then([stopped_by_the_delegator()]);
        given(stage).when(the_delegate(), revoke()).then([Event::DelegationRevoked {
            side: Party::Delegate,
            reason: RevokeReason::DelegateRequest,
            tell: Tell::OUTCOME,
        }]);
        given(stage).when(the_practice(), revoke()).then([Event::DelegationRevoked {
            side: Party::Practice,
            reason: RevokeReason::Misuse,
            tell: Tell::REASON,
        }]);
    }
}

#[test]
fn the_day_after_the_last_day_ends_access_that_is_active_or_suspended() {
    for stage in [Stage::Active, Stage::Suspended] {
        let today = date!(2027 - 01 - 01);
        given(stage).when(our_worker(), Command::ReachEndDate { today }).then([Event::DelegationRevoked {
            side: Party::System,
            reason: RevokeReason::EndDateReached,
            tell: Tell::REASON,
        }]);
    }
}

#[test]
fn the_practice_confirms_the_removal() {
    given(Stage::Ending)
        .when(the_practice(), Command::Remove)
        .then([Event::RemovalConfirmed, Event::DelegationFinished]);
}

#[test]
fn the_practice_reactivates_what_had_ended() {
    given(Stage::Ended)
        .when(the_practice(), reactivate())
        .then([set_again(asked()), Event::DelegationFinished]);
}

#[test]
fn the_state_keeps_the_meta_data_of_the_process() {
    let active = delegation_after(&history_to(Stage::Active));
    assert_eq!((active.id, active.version), (CASE, 8));
    assert_eq!((active.delegator, active.delegate), (MARGARET, DAVID));
    assert_eq!(active.requested_at, THEN);
    assert_eq!(active.invited_at, Some(THEN));
    assert_eq!((active.accepted, active.responded_at), (Some(true), Some(THEN)));
    assert_eq!(active.sent_to_practice_at, Some(THEN));
    assert_eq!(active.confirmed_at, Some(THEN));
    assert_eq!(active.set, Some(asked()));
    let declined = delegation_after(&history_to(Stage::Declined));
    assert_eq!((declined.accepted, declined.responded_at), (Some(false), Some(THEN)));
    let refused = delegation_after(&history_to(Stage::Refused));
    assert_eq!(refused.refused, Some((RefusalReason::Safeguarding, Tell::NOTHING)));
    assert_eq!((refused.set, refused.confirmed_at), (None, None));
}

#[test]
fn a_second_chance_wipes_out_the_no_before_it() {
    let reconsidered = [history_to(Stage::Refused), vec![applied()]].concat();
    assert_eq!(delegation_after(&reconsidered).refused, None);
    let again = [history_to(Stage::Ended), vec![set_again(less())]].concat();
    let again = delegation_after(&again);
    assert_eq!((again.stage, again.revoked, again.set), (Stage::Active, None, Some(less())));
}

#[test]
fn events_that_do_not_begin_with_a_request_are_no_delegation() {
    use domain::{Aggregate, delegation::Delegation};
    assert_eq!(Delegation::replay(&[]), None);
    let late = [Event::DetailsConfirmed, requested(), Event::DetailsNotConfirmed];
    let log: Vec<_> = (1..).zip(late).map(|(n, event)| recorded(n, event, our_worker(), THEN)).collect();
    assert_eq!(Delegation::replay(&log), None);
}
