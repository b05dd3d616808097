//! A patient who moves to another practice of the trial: what was set comes before that one, and nobody asks again.

use domain::aggregate::Task;
use domain::delegation::national::{Reasons, wish};
use domain::delegation::notice::notices;
use domain::delegation::recheck::{Known, finding, is_looked_at};
use domain::delegation::{
    CloseReason, Command, Delegation, Event, MOVE_ON, Message, Moved, Recipient, Refusal, RefusalReason,
    RevokeReason, Stage, Tell, TellThem,
};
use domain::role::Asks;
use domain::{Aggregate, DelegationId, OdsCode, Party, Relationship};
use uuid::Uuid;

use crate::support::*;

fn hillview() -> OdsCode {
    OdsCode::parse("B82002").expect("an ODS code")
}

fn left() -> Event {
    let tell = Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing };
    Event::DelegationRevoked { side: Party::System, reason: RevokeReason::DelegatorLeftPractice, tell }
}

/// Riverside's delegation, after these last events.
fn at_riverside(last: &[Event]) -> Delegation {
    delegation_after(&[history_to(Stage::Active), last.to_vec()].concat())
}

fn moved(former: Delegation) -> Moved {
    Moved { former, left: riverside(), practice: hillview(), practice_enabled: true, today: THAT_DAY }
}

fn move_with(moved: Moved) -> Command {
    Command::MoveHere(Box::new(moved))
}

/// Margaret moved from Riverside to Hillview.
pub fn move_here() -> Command {
    move_with(moved(at_riverside(&[left()])))
}

fn came(former: DelegationId) -> Event {
    Event::DelegationMovedHere {
        former,
        delegator: MARGARET,
        delegate: DAVID,
        practice: hillview(),
        relationship: Relationship::Partner,
        asked: asked(),
        accepted_on: Some(THAT_DAY),
    }
}

/// Hillview's delegation, after these last events.
fn at_hillview(last: &[Event]) -> Delegation {
    let begun = vec![came(DelegationId(Uuid::from_u128(0xF0))), Event::SentToPractice];
    delegation_after(&[begun, last.to_vec()].concat())
}

#[test]
fn given_a_patient_who_left_when_the_new_practice_takes_part_then_it_gets_what_was_set() {
    given_nothing().when(our_worker(), move_here()).then([came(CASE), Event::SentToPractice]);
    let removed = at_riverside(&[left(), Event::RemovalConfirmed]);
    given_nothing().when(our_worker(), move_with(moved(removed))).then([came(CASE), Event::SentToPractice]);
    let changed = at_riverside(&[changed(less()), left()]);
    let events = given_nothing().when(our_worker(), move_with(moved(changed))).answer().expect("it comes");
    assert_eq!(
        delegation_after(&events).asked,
        less(),
        "what was set last, and not what was asked for first"
    );
}

#[test]
fn given_access_that_did_not_end_by_a_move_when_the_patient_is_elsewhere_then_nothing_comes() {
    let cases = [
        at_riverside(&[]),
        at_riverside(&[stopped_by_the_delegator()]),
        at_riverside(&[left(), Event::RemovalConfirmed, set_again(asked())]),
    ];
    for former in cases {
        let stage = former.stage;
        given_nothing().when(our_worker(), move_with(moved(former))).then_refused(Refusal::WrongStage(stage));
    }
    let back = Moved { practice: riverside(), ..moved(at_riverside(&[left()])) };
    given_nothing().when(our_worker(), move_with(back)).then_refused(Refusal::WrongStage(Stage::Ending));
}

#[test]
fn given_a_practice_outside_the_trial_or_access_that_is_over_when_the_patient_moves_then_nothing_comes() {
    let former = || moved(at_riverside(&[left()]));
    let outside = Moved { practice_enabled: false, ..former() };
    given_nothing().when(our_worker(), move_with(outside)).then_refused(Refusal::PracticeLeftTrial);
    let late = Moved { today: END.next_day().expect("a day"), ..former() };
    given_nothing().when(our_worker(), move_with(late)).then_refused(Refusal::EndDatePassed);
}

#[test]
fn given_a_move_when_anybody_but_our_worker_says_so_then_there_is_nothing() {
    for who in [the_delegator(), the_delegate(), the_practice(), another_practice()] {
        given_nothing().when(who, move_here()).then_refused(Refusal::NotFound);
    }
}

#[test]
fn given_what_came_with_the_patient_then_the_new_practice_alone_decides_and_the_old_one_knows_nothing() {
    let here = at_hillview(&[]);
    assert_eq!((here.stage, here.accepted, here.set.as_ref()), (Stage::WithPractice, Some(true), None));
    assert_eq!(another_practice().party(&here), Some(Party::Practice), "Hillview");
    assert_eq!(the_practice().party(&here), None, "Riverside");
    let set = at_hillview(&[applied()]);
    assert_eq!((set.stage, set.practice, set.set), (Stage::Active, hillview(), Some(asked())));
}

#[test]
fn given_a_move_then_the_trusted_person_knows_of_it_only_when_access_is_given() {
    let here = at_hillview(&[]);
    assert_eq!(the_delegate().party(&here), None);
    assert_eq!(the_delegator().party(&here), Some(Party::Delegator), "who may take it back");
    assert_eq!(the_delegate().party(&at_hillview(&[refused()])), None);
    assert_eq!(the_delegate().party(&at_hillview(&[applied()])), Some(Party::Delegate));
    assert!(!came(CASE).is_told_to(Party::Delegate) && came(CASE).is_told_to(Party::Delegator));
}

#[test]
fn given_a_move_then_the_patient_and_the_practice_are_told_and_the_trusted_person_of_access_alone() {
    let told = |before: Option<&Delegation>, event: &Event| {
        notices(before, event).iter().map(|one| (one.message, one.to)).collect::<Vec<_>>()
    };
    let here = at_hillview(&[]);
    assert_eq!(told(None, &came(CASE)), [(Message::MovedHere, Recipient::Delegator)]);
    assert_eq!(told(Some(&here), &Event::SentToPractice), [(Message::NewRequest, Recipient::Practice)]);
    let withdrawn = Event::DelegationWithdrawn { side: Party::Delegator };
    assert_eq!(told(Some(&here), &withdrawn), [(Message::Withdrawn, Recipient::Practice)]);
    let no = Event::DelegationRefused { reason: RefusalReason::NotNeeded, tell: Tell::OUTCOME };
    assert_eq!(told(Some(&here), &no), [(Message::Refused, Recipient::Delegator)]);
    let both = [(Message::AccessSet, Recipient::Delegator), (Message::AccessSet, Recipient::Delegate)];
    assert_eq!(told(Some(&here), &applied()), both);
    assert_eq!(told(Some(&at_riverside(&[])), &left())[0], (Message::Stopped, Recipient::Delegator));
}

#[test]
fn given_a_move_when_the_practice_refuses_then_the_national_role_stays_as_it_is_until_access_is_given() {
    let wished = |last: &[Event]| {
        let begun = vec![came(DelegationId(Uuid::from_u128(0xF0))), Event::SentToPractice];
        let events = [begun, last.to_vec()].concat();
        let history: Vec<_> =
            events.into_iter().zip(1..).map(|(event, at)| recorded(at, event, our_worker(), THEN)).collect();
        wish(&history, Reasons::Full).map(|wish| wish.asks)
    };
    assert_eq!(wished(&[refused()]), None, "the trusted person may read there that somebody looked at it");
    assert_eq!(wished(&[refused(), applied()]), Some(Asks::Active));
}

#[test]
fn given_what_came_and_waits_when_the_patient_moves_on_then_it_is_closed_and_comes_before_the_next_practice()
{
    let lives_at = |practice: &OdsCode| Known { practice: Some(practice.clone()), ..Known::default() };
    let found = |one: &Delegation, at: &OdsCode| finding(one, &lives_at(at), &lives_at(&riverside()));
    let (here, next) = (at_hillview(&[]), OdsCode::parse("C83003").expect("an ODS code"));
    assert!(is_looked_at(&here) && !is_looked_at(&delegation_after(&history_to(Stage::WithPractice))));
    let close = Command::Close(CloseReason::DelegatorLeftPractice);
    assert_eq!((found(&here, &hillview()), found(&here, &next)), (None, Some(close)));
    let closed = Event::RequestClosed { reason: CloseReason::DelegatorLeftPractice };
    let moves_on = |before: &Delegation| Delegation::work(Some(before), &closed).contains(&Task::Do(MOVE_ON));
    assert!(moves_on(&here) && !moves_on(&delegation_after(&history_to(Stage::WithPractice))));
    let told: Vec<Recipient> = notices(Some(&here), &closed).iter().map(|one| one.to).collect();
    assert_eq!(told, [Recipient::Delegator]);
    for practice in [next, riverside()] {
        let on = Moved { left: hillview(), practice: practice.clone(), ..moved(at_riverside(&[left()])) };
        let events = given_nothing().when(our_worker(), move_with(on)).answer().expect("it comes");
        let came = delegation_after(&events);
        assert_eq!(
            (came.practice, came.former, came.asked),
            (practice, Some(CASE), asked()),
            "what was set last"
        );
    }
}

#[test]
fn given_a_patient_who_left_then_the_pair_may_have_another_delegation_before_the_old_one_is_removed() {
    assert!(at_riverside(&[left()]).has_moved_on());
    assert!(at_riverside(&[left(), Event::RemovalConfirmed]).has_moved_on());
    assert!(!at_riverside(&[stopped_by_the_delegator()]).has_moved_on());
    assert!(!at_riverside(&[left(), Event::RemovalConfirmed, set_again(asked())]).has_moved_on());
}
