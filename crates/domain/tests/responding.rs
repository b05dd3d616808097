//! What the delegate may answer, and when it is too late.

use domain::delegation::{Command, DeclineReason, Refusal, Stage};
use domain::eligibility::{NotEligible, Standing};
use time::Date;
use time::macros::date;

use crate::support::*;

fn not_the_invited(standing: Standing) -> Command {
    Command::Accept { standing, matches_invitation: false, practice_enabled: true, today: THAT_DAY }
}

fn born(born: Date) -> Standing {
    Standing { born, ..in_order() }
}

#[test]
fn only_the_person_described_in_the_invitation_accepts() {
    let somebody_else = not_the_invited(in_order());
    given(Stage::Invited).when(the_delegate(), somebody_else).then_refused(Refusal::NotTheInvitedPerson);
}

#[test]
fn the_wrong_person_is_told_so_before_anything_else() {
    let standing = Standing { born: date!(2020 - 01 - 01), proofed: false, practice_enabled: false };
    let somebody_else = not_the_invited(standing);
    given(Stage::Invited).when(the_delegate(), somebody_else).then_refused(Refusal::NotTheInvitedPerson);
}

#[test]
fn a_delegate_whose_practice_left_the_trial_cannot_accept() {
    let standing = Standing { practice_enabled: false, ..in_order() };
    given(Stage::Invited)
        .when(the_delegate(), accept_with(standing))
        .then_refused(Refusal::DelegateNotEligible(NotEligible::PracticeNotInTrial));
}

#[test]
fn a_delegate_who_is_not_proofed_cannot_accept() {
    let standing = Standing { proofed: false, ..in_order() };
    given(Stage::Invited)
        .when(the_delegate(), accept_with(standing))
        .then_refused(Refusal::DelegateNotEligible(NotEligible::NotProofed));
}

#[test]
fn a_delegate_under_16_cannot_accept_and_can_on_the_birthday() {
    given(Stage::Invited)
        .when(the_delegate(), accept_with(born(date!(2010 - 03 - 03))))
        .then_refused(Refusal::DelegateNotEligible(NotEligible::TooYoung));
    let answer =
        given(Stage::Invited).when(the_delegate(), accept_with(born(date!(2010 - 03 - 02)))).answer();
    assert_eq!(answer.map(|events| events.len()), Ok(2));
}

#[test]
fn whoever_cannot_accept_can_still_decline() {
    let answer = given(Stage::Invited).when(the_delegate(), Command::Decline(None)).answer();
    assert_eq!(answer.map(|events| events.len()), Ok(2));
}

#[test]
fn accepting_twice_is_harmless() {
    given(Stage::WithPractice).when(the_delegate(), accept()).then_nothing_more();
    given(Stage::Active).when(the_delegate(), accept()).then_nothing_more();
}

#[test]
fn declining_twice_is_harmless_whatever_the_reason() {
    for reason in [None, Some(DeclineReason::NotNow)] {
        given(Stage::Declined).when(the_delegate(), Command::Decline(reason)).then_nothing_more();
    }
}

#[test]
fn an_answer_cannot_be_turned_round() {
    given(Stage::Declined).when(the_delegate(), accept()).then_refused(Refusal::WrongStage(Stage::Declined));
    given(Stage::WithPractice)
        .when(the_delegate(), Command::Decline(None))
        .then_refused(Refusal::WrongStage(Stage::WithPractice));
}

#[test]
fn an_invitation_that_was_withdrawn_or_has_lapsed_has_no_answer() {
    for stage in [Stage::Withdrawn, Stage::Lapsed] {
        given(stage).when(the_delegate(), accept()).then_refused(Refusal::WrongStage(stage));
        given(stage).when(the_delegate(), Command::Decline(None)).then_refused(Refusal::WrongStage(stage));
    }
}

#[test]
fn withdrawing_twice_is_harmless_for_both() {
    for who in [the_delegator(), the_delegate()] {
        given(Stage::Withdrawn).when(who, Command::Withdraw).then_nothing_more();
    }
}

#[test]
fn an_invited_person_says_no_by_declining_not_by_withdrawing() {
    given(Stage::Invited).when(the_delegate(), Command::Withdraw).then_refused(Refusal::NotFound);
}
