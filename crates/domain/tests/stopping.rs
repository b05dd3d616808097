//! Stopping access: whose reason it is, and what comes too late.

use domain::Party;
use domain::delegation::{Command, Event, Refusal, RevokeReason, Stage, Tell, TellThem};

use crate::support::*;

#[test]
fn a_citizens_stop_has_the_citizens_own_reason_whatever_was_sent() {
    for reason in RevokeReason::ALL.iter().copied() {
        for tell in TellThem::ALL.iter().copied().map(Tell::both) {
            let stop = Command::Revoke { reason, tell };
            given(Stage::Active).when(the_delegator(), stop.clone()).then([stopped_by_the_delegator()]);
            given(Stage::Active).when(the_delegate(), stop).then([Event::DelegationRevoked {
                side: Party::Delegate,
                reason: RevokeReason::DelegateRequest,
                tell: Tell::OUTCOME,
            }]);
        }
    }
}

#[test]
fn the_practices_stop_has_the_reason_it_gave() {
    for reason in RevokeReason::ALL.iter().copied() {
        for tell in [Tell::NOTHING, Tell::OUTCOME] {
            given(Stage::Active)
                .when(the_practice(), Command::Revoke { reason, tell })
                .then([Event::DelegationRevoked { side: Party::Practice, reason, tell }]);
        }
    }
}

#[test]
fn stopping_twice_is_harmless_also_by_another_of_the_three() {
    for stage in [Stage::Ending, Stage::Ended] {
        for who in [the_delegator(), the_delegate(), the_practice()] {
            given(stage).when(who, revoke()).then_nothing_more();
        }
    }
}

#[test]
fn what_is_not_set_cannot_be_stopped() {
    for stage in [Stage::Invited, Stage::WithPractice, Stage::Refused, Stage::Declined, Stage::Lapsed] {
        for who in [the_delegator(), the_delegate(), the_practice()] {
            given(stage).when(who, revoke()).then_refused(Refusal::WrongStage(stage));
        }
    }
}

#[test]
fn our_worker_stops_what_a_check_with_pds_says_must_stop() {
    let (reason, tell) = (RevokeReason::DelegatorLeftPractice, Tell::NOTHING);
    for stage in [Stage::Active, Stage::Suspended] {
        given(stage).when(our_worker(), Command::Revoke { reason, tell }).then([Event::DelegationRevoked {
            side: Party::System,
            reason,
            tell,
        }]);
    }
}

#[test]
fn the_state_knows_who_stopped_it_and_why() {
    let ending = delegation_after(&history_to(Stage::Ending));
    let by_the_delegator = (Party::Delegator, RevokeReason::DelegatorRequest, Tell::OUTCOME);
    assert_eq!(ending.revoked, Some(by_the_delegator));
    let ended = delegation_after(&history_to(Stage::Ended));
    assert_eq!(ended.revoked, Some(by_the_delegator));
}

#[test]
fn a_reason_that_never_reaches_the_other_cannot_be_chosen_for_them() {
    let safeguarding = RevokeReason::Safeguarding;
    for (reason, tell) in [
        (safeguarding, Tell { delegator: TellThem::Nothing, delegate: TellThem::Reason }),
        (RevokeReason::DelegatorRequest, Tell::REASON),
        (
            RevokeReason::DelegatorLeftPractice,
            Tell { delegator: TellThem::Reason, delegate: TellThem::Nothing },
        ),
    ] {
        given(Stage::Active)
            .when(the_practice(), Command::Revoke { reason, tell })
            .then_refused(Refusal::NeverTold);
    }
    let tell = Tell { delegator: TellThem::Reason, delegate: TellThem::Outcome };
    given(Stage::Active)
        .when(the_practice(), Command::Revoke { reason: safeguarding, tell })
        .then([Event::DelegationRevoked { side: Party::Practice, reason: safeguarding, tell }]);
}
