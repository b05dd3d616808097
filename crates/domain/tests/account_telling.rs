//! Who is written to of what is done about an account: nobody, unless whoever does it says so.

use domain::account::{
    Account, Command, EndReason, Event, Ground, News, ResetReason, Status, SuspendReason, Tell, Tie,
};
use domain::aggregate::Task;
use domain::{Actor, Aggregate, Relationship};
use time::Duration;

use crate::account_support::*;
use crate::support::{THAT_DAY, access_until, our_worker, the_practice};

fn telling(command: Command, tell: Tell) -> Command {
    Command::Telling { command: Box::new(command), tell }
}

fn told(of: News, holder: bool, patient: bool) -> Event {
    let association = of.is_about_access().then_some(FOR_MARGARET);
    Event::Told { of, association, holder, patient }
}

fn inactive() -> Event {
    Event::AccountInactivated { why: Status::NotAssociated }
}

fn end_because(reason: EndReason) -> Command {
    Command::End { association: FOR_MARGARET, reason }
}

fn pause_because(reason: SuspendReason) -> Command {
    Command::Suspend { association: FOR_MARGARET, reason }
}

#[test]
fn what_is_done_without_a_word_is_written_to_nobody() {
    given_account(all_done()).when(the_practice(), suspend()).then([suspended(), inactive()]);
    given_account(all_done())
        .when(the_practice(), telling(suspend(), Tell::NOBODY))
        .then([suspended(), inactive()]);
}

#[test]
fn each_of_the_two_is_told_as_it_was_chosen_for_them_and_the_account_comes_last() {
    for (holder, patient) in [(true, true), (true, false), (false, true)] {
        given_account(all_done()).when(the_practice(), telling(suspend(), Tell { holder, patient })).then([
            suspended(),
            told(News::AccessSuspended, holder, patient),
            inactive(),
        ]);
    }
}

#[test]
fn whoever_may_not_do_it_does_not_by_telling_of_it() {
    given_account(all_done())
        .when(the_patient(), telling(Command::SwitchOn, Tell::BOTH))
        .then_refused(domain::account::Refusal::NotFound);
    given_account(all_done())
        .when(the_practice(), telling(Command::SwitchOn, Tell::BOTH))
        .then_nothing_more();
}

#[test]
fn of_the_account_itself_its_holder_alone_is_told() {
    let reset = Command::ResetKey(ResetReason::Lost);
    given_account(all_done()).when(the_practice(), telling(reset, Tell::BOTH)).then([
        Event::KeyReset { reason: ResetReason::Lost },
        told(News::KeyReset, true, false),
        Event::AccountInactivated { why: Status::NotLinked },
    ]);
}

#[test]
fn of_their_own_record_nobody_is_told_twice() {
    let own = Event::Told { of: News::AccessGiven, association: Some(HIS_OWN), holder: true, patient: false };
    given_account([opened()])
        .when(the_practice(), telling(associate_his_own(), Tell::BOTH))
        .then([his_own(), own]);
}

#[test]
fn a_patient_who_pauses_access_has_both_told_that_it_is_so() {
    let why = SuspendReason::PatientRequest;
    given_account(all_done()).when(the_patient(), telling(pause_because(why), Tell::BOTH)).then([
        Event::AssociationSuspended { association: FOR_MARGARET, reason: why },
        told(News::AccessSuspended, true, true),
        inactive(),
    ]);
}

#[test]
fn another_reason_for_what_is_suspended_already_is_no_news() {
    let why = SuspendReason::Safeguarding;
    given_account(all_done())
        .and(suspended())
        .and(inactive())
        .when(the_practice(), telling(pause_because(why), Tell::BOTH))
        .then([Event::AssociationSuspended { association: FOR_MARGARET, reason: why }]);
}

#[test]
fn nobody_writes_to_the_dead_nor_of_what_a_look_at_pds_has_suspended() {
    for reason in [SuspendReason::PatientDeceased, SuspendReason::HolderDeceased, SuspendReason::Restricted] {
        given_account(all_done())
            .when(our_worker(), telling(pause_because(reason), Tell::BOTH))
            .then([Event::AssociationSuspended { association: FOR_MARGARET, reason }, inactive()]);
    }
    let ended_for = |by: Actor, reason: EndReason, holder: bool, patient: bool| {
        given_account(all_done()).when(by, telling(end_because(reason), Tell::BOTH)).then([
            Event::AssociationEnded { association: FOR_MARGARET, reason },
            told(News::AccessEnded, holder, patient),
            inactive(),
        ]);
    };
    ended_for(the_practice(), EndReason::PatientDeceased, true, false);
    ended_for(the_practice(), EndReason::HolderDeceased, false, true);
    ended_for(our_worker(), EndReason::PatientLeft, false, true);
    ended_for(the_practice(), EndReason::PatientLeft, true, true);
}

#[test]
fn what_comes_by_itself_is_written_to_a_patient_who_consented_and_to_no_other() {
    let access = access_until(Some(THAT_DAY + Duration::days(20)));
    let attorney = proxy(Relationship::Child, Ground::PowerOfAttorney(on_paper()));
    let near = |tie: Tie, patient: bool| {
        let ends = THAT_DAY + Duration::days(20);
        given_account([opened(), associated_by(tie, access.clone())])
            .on(THAT_DAY + Duration::days(6))
            .when(our_worker(), telling(day(LONG_AGO), Tell::BOTH))
            .then([Event::EndNear { association: FOR_MARGARET, ends }, told(News::EndNear, true, patient)]);
    };
    near(by_consent(), true);
    near(attorney, false);
}

#[test]
fn a_review_is_for_the_practice_alone() {
    let born = THAT_DAY.replace_year(THAT_DAY.year() - 11).expect("a day") + Duration::days(5);
    let parent = proxy(Relationship::Parent, Ground::ParentalResponsibility(on_paper()));
    given_account([opened(), associated_by(parent, access_until(None))])
        .on(THAT_DAY + Duration::days(5))
        .when(our_worker(), telling(day(born), Tell::BOTH))
        .then([Event::ReviewDue { association: FOR_MARGARET, day: THAT_DAY + Duration::days(5) }]);
}

#[test]
fn each_who_is_told_gets_one_message_about_that_association_and_nothing_else_gives_any() {
    let part = Some(FOR_MARGARET.0);
    let send = |recipient| Task::Send { message: "access_ended", recipient, part };
    let work = |event: &Event| Account::work(None, event);
    assert_eq!(work(&told(News::AccessEnded, true, true)), [send("holder"), send("patient")]);
    assert_eq!(work(&told(News::AccessEnded, false, true)), [send("patient")]);
    for event in all_done().iter().chain([&suspended(), &ended(), &switched_off()]) {
        assert!(work(event).is_empty(), "{event:?}");
    }
}
