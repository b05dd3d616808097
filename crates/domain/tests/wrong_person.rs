//! Whoever may not give a command is answered exactly as if there were no delegation (docs/architecture.md#security).

use domain::delegation::{CloseReason, Command, Event, Refusal, RefusalReason, Stage, Tell, TellThem};
use domain::{Actor, Party};

use crate::support::*;

/// A cell that leads somewhere: the stage, the command, and who may give it.
type Act = (Stage, Command, &'static [Party]);

fn acts() -> Vec<Act> {
    use Party::{Delegate, Delegator, Practice, System};
    use Stage as S;
    let end_date = Command::ReachEndDate { today: time::macros::date!(2027 - 01 - 01) };
    vec![
        (S::Checking, confirm_details(), &[System]),
        (S::Checking, Command::RejectDetails, &[System]),
        (S::Checking, Command::Withdraw, &[Delegator]),
        (S::Invited, accept(), &[Delegate]),
        (S::Invited, Command::Decline(None), &[Delegate]),
        (S::Invited, Command::Resend, &[Delegator]),
        (S::Invited, Command::Withdraw, &[Delegator]),
        (S::Invited, Command::Close(CloseReason::PracticeLeftTrial), &[System]),
        (S::Invited, Command::Remind, &[System]),
        (S::Invited, Command::Lapse, &[System]),
        (S::WithPractice, Command::Withdraw, &[Delegator, Delegate]),
        (S::WithPractice, confirm(), &[Practice]),
        (S::WithPractice, refuse(), &[Practice]),
        (S::Refused, confirm(), &[Practice]),
        (S::Active, change_access(), &[Practice]),
        (S::Active, ask_change(), &[Delegator]),
        (S::Active, Command::DeclineChange(TellThem::Outcome), &[Practice]),
        (S::Active, suspend(), &[Practice, System]),
        (S::Active, revoke(), &[Delegator, Delegate, Practice, System]),
        (S::Active, end_date.clone(), &[System]),
        (S::Suspended, Command::Resume(Tell::OUTCOME), &[Practice]),
        (S::Suspended, revoke(), &[Delegator, Delegate, Practice, System]),
        (S::Suspended, end_date, &[System]),
        (S::Ending, Command::Remove, &[Practice]),
        (S::Ended, reactivate(), &[Practice]),
    ]
}

#[test]
fn of_the_four_parties_only_the_right_ones_can() {
    for (stage, command, right) in acts() {
        for party in [Party::Delegator, Party::Delegate, Party::Practice, Party::System] {
            let told = given(stage).when(somebody_as(party), command.clone());
            let refused_as_unknown = told.is_refused(Refusal::NotFound);
            assert_eq!(
                refused_as_unknown,
                !right.contains(&party),
                "{party:?} {:?} {stage:?}",
                command.kind()
            );
        }
    }
}

#[test]
fn a_stranger_learns_nothing_at_any_stage() {
    for stage in Stage::ALL {
        for command in every_command() {
            given(stage).when(a_stranger(), command).then_refused(Refusal::NotFound);
        }
    }
}

#[test]
fn another_practice_learns_nothing_at_any_stage() {
    for stage in Stage::ALL {
        for command in every_command() {
            given(stage).when(another_practice(), command).then_refused(Refusal::NotFound);
        }
    }
}

#[test]
fn the_delegate_learns_nothing_before_the_invitation_because_it_may_be_a_strangers_number() {
    for stage in [Stage::Checking, Stage::NotConfirmed] {
        for command in every_command() {
            given(stage).when(the_delegate(), command).then_refused(Refusal::NotFound);
        }
    }
    let withdrawn_early = domain::delegation::Event::DelegationWithdrawn { side: Party::Delegator };
    given(Stage::Checking)
        .and(withdrawn_early)
        .when(the_delegate(), accept())
        .then_refused(Refusal::NotFound);
}

#[test]
fn nobody_asks_in_the_name_of_another() {
    for who in [the_delegate(), a_stranger(), the_practice(), our_worker()] {
        given_nothing().when(who, request()).then_refused(Refusal::NotFound);
    }
}

#[test]
fn without_a_delegation_there_is_nothing_to_act_on() {
    let begins = |command: &Command| matches!(command, Command::Request(_) | Command::MoveHere(_));
    for command in every_command().into_iter().filter(|command| !begins(command)) {
        for who in [the_delegator(), the_delegate(), the_practice(), our_worker()] {
            given_nothing().when(who, command.clone()).then_refused(Refusal::NotFound);
        }
    }
}

#[test]
fn what_was_refused_in_silence_has_just_ended_to_both_citizens() {
    for who in [the_delegator(), the_delegate()] {
        let silent = given(Stage::WithPractice)
            .and(Event::DelegationRefused { reason: RefusalReason::NoConsent, tell: Tell::NOTHING });
        let told = silent.when(who, Command::Withdraw);
        assert!(told.is_refused(Refusal::WrongStage(Stage::Ended)));
    }
    let loud = given(Stage::WithPractice)
        .and(Event::DelegationRefused { reason: RefusalReason::NoConsent, tell: Tell::OUTCOME });
    assert!(loud.when(the_delegator(), Command::Withdraw).is_refused(Refusal::WrongStage(Stage::Refused)));
}

#[test]
fn both_citizens_are_told_plainly_when_a_withdrawal_comes_too_late() {
    for who in [the_delegator(), the_delegate()] {
        for stage in [Stage::Active, Stage::Refused, Stage::Ended] {
            given(stage).when(who.clone(), Command::Withdraw).then_refused(Refusal::WrongStage(stage));
        }
    }
}

#[test]
fn the_same_staff_id_at_another_practice_is_another_actor() {
    let (Actor::Staff { id: here, .. }, Actor::Staff { id: there, .. }) =
        (the_practice(), another_practice())
    else {
        panic!("both are staff");
    };
    assert_eq!(here, there);
    given(Stage::WithPractice).when(another_practice(), confirm()).then_refused(Refusal::NotFound);
}
