//! What the practice decides, changes and repeats.

use domain::delegation::{
    Checklist, ChecklistItem, Command, ConsentMethod, Event, Refusal, RefusalReason, Stage, SuspendReason,
    Tell,
};
use time::macros::date;

use crate::support::*;

#[test]
fn a_checklist_with_a_gap_cannot_be_made() {
    for left_out in ChecklistItem::ALWAYS {
        let ticked: Vec<_> = ChecklistItem::ALL.into_iter().filter(|item| *item != left_out).collect();
        assert_eq!(Checklist::complete(&ticked, ConsentMethod::InWriting), Err(vec![left_out]));
    }
    assert_eq!(Checklist::complete(&[], ConsentMethod::InWriting), Err(ChecklistItem::ALWAYS.to_vec()));
}

#[test]
fn the_way_of_consent_is_recorded() {
    for consent in ConsentMethod::ALL {
        let checklist = Checklist::complete(&ChecklistItem::ALWAYS, consent).expect("every item is ticked");
        let (granted, today) = (asked().into(), THAT_DAY);
        let applied = Event::DelegationApplied { checklist: checklist.clone(), granted: asked().into() };
        given(Stage::WithPractice)
            .when(the_practice(), Command::Confirm { checklist, granted, today })
            .then([applied, Event::DelegationFinished]);
    }
}

#[test]
fn the_practice_may_set_something_else_than_was_asked_for() {
    given(Stage::WithPractice)
        .when(the_practice(), confirm_with(less()))
        .then([applied_as(less()), Event::DelegationFinished]);
}

#[test]
fn access_that_is_over_cannot_be_set() {
    let today = date!(2027 - 01 - 01);
    let confirm = Command::Confirm { checklist: complete_checklist(), granted: asked().into(), today };
    given(Stage::WithPractice).when(the_practice(), confirm.clone()).then_refused(Refusal::EndDatePassed);
    given(Stage::Refused).when(the_practice(), confirm).then_refused(Refusal::EndDatePassed);
    let granted = access_until(Some(date!(2026 - 06 - 30))).into();
    given(Stage::Active)
        .when(the_practice(), Command::Change { checklist: None, granted, today })
        .then_refused(Refusal::EndDatePassed);
    given(Stage::Ended)
        .when(
            the_practice(),
            Command::Reactivate { checklist: complete_checklist(), granted: asked().into(), today },
        )
        .then_refused(Refusal::EndDatePassed);
}

#[test]
fn access_for_its_last_day_can_be_set() {
    let confirm = Command::Confirm { checklist: complete_checklist(), granted: asked().into(), today: END };
    given(Stage::WithPractice).when(the_practice(), confirm).then([applied(), Event::DelegationFinished]);
}

#[test]
fn two_of_the_staff_confirm_at_once_and_the_second_changes_nothing() {
    given(Stage::Active).when(the_practice(), confirm()).then_nothing_more();
    let other = confirm_with(less());
    given(Stage::Active).when(the_practice(), other).then_nothing_more();
}

#[test]
fn refusing_twice_is_harmless_and_the_first_reason_stays() {
    given(Stage::Refused).when(the_practice(), refuse()).then_nothing_more();
    let other = Command::Refuse { reason: RefusalReason::NotNeeded, tell: Tell::REASON };
    given(Stage::Refused).when(the_practice(), other).then_nothing_more();
}

#[test]
fn what_was_confirmed_is_not_refused_afterwards() {
    given(Stage::Active).when(the_practice(), refuse()).then_refused(Refusal::WrongStage(Stage::Active));
}

#[test]
fn nothing_is_confirmed_that_the_delegate_has_not_accepted_or_that_was_taken_back() {
    for stage in [Stage::Checking, Stage::Invited, Stage::Declined, Stage::Withdrawn, Stage::Lapsed] {
        given(stage).when(the_practice(), confirm()).then_refused(Refusal::WrongStage(stage));
        given(stage).when(the_practice(), refuse()).then_refused(Refusal::WrongStage(stage));
    }
}

#[test]
fn a_change_to_what_is_set_already_is_no_event() {
    given(Stage::Active).when(the_practice(), change_to(asked())).then_nothing_more();
    given(Stage::Active).and(changed(less())).when(the_practice(), change_access()).then_nothing_more();
}

#[test]
fn a_change_back_is_a_change() {
    let checklist = complete_checklist();
    let back = Event::AccessChanged { checklist: Some(checklist.clone()), granted: asked().into() };
    given(Stage::Active)
        .and(changed(less()))
        .when(the_practice(), change_with_checks(asked(), checklist))
        .then([back]);
}

#[test]
fn only_the_end_date_changed_is_a_change_too() {
    let access = access_until(Some(date!(2026 - 06 - 30)));
    given(Stage::Active).when(the_practice(), change_to(access.clone())).then([changed(access)]);
}

#[test]
fn what_is_paused_is_resumed_before_it_is_changed() {
    given(Stage::Suspended)
        .when(the_practice(), change_access())
        .then_refused(Refusal::WrongStage(Stage::Suspended));
}

#[test]
fn suspending_and_resuming_twice_is_harmless() {
    given(Stage::Suspended).when(the_practice(), suspend()).then_nothing_more();
    given(Stage::Suspended)
        .when(our_worker(), Command::Suspend { reason: SuspendReason::DelegateDeceased, tell: Tell::NOTHING })
        .then_nothing_more();
    given(Stage::Active).when(the_practice(), Command::Resume(Tell::OUTCOME)).then_nothing_more();
}

#[test]
fn confirming_a_removal_and_reactivating_twice_is_harmless() {
    given(Stage::Ended).when(the_practice(), Command::Remove).then_nothing_more();
    given(Stage::Active).when(the_practice(), reactivate()).then_nothing_more();
}

#[test]
fn nothing_is_removed_that_nobody_stopped() {
    for stage in [Stage::Active, Stage::Suspended] {
        given(stage).when(the_practice(), Command::Remove).then_refused(Refusal::WrongStage(stage));
    }
}

#[test]
fn what_must_still_be_removed_is_not_reactivated() {
    given(Stage::Ending).when(the_practice(), reactivate()).then_refused(Refusal::WrongStage(Stage::Ending));
}
