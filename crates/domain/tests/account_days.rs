//! What a day brings to an account: ends, suspensions, and what is said before.

use domain::Relationship;
use domain::account::{
    AgeRules, Checked, Command, EndReason, Event, Evidence, Ground, Known, Milestone, Refusal, Status,
    SuspendReason,
};
use time::macros::{date, datetime};
use time::{Date, Duration};

use crate::account_support::*;
use crate::support::{END, THAT_DAY, access_until, our_worker, the_practice};

/// Ten years and more on the day of the stories; eleven on 15 June 2026, thirteen in 2028, sixteen in 2031.
const A_CHILD: Date = date!(2015 - 06 - 15);

fn inactive() -> Event {
    Event::AccountInactivated { why: Status::NotAssociated }
}

/// A parent acts for a child, reviewed on this day, without an end.
fn for_a_child(review_on: Date) -> Scene {
    let checked = Checked { evidence: Evidence::LegalDocument, review_on };
    let tie = proxy(Relationship::Parent, Ground::ParentalResponsibility(checked));
    let done = [opened(), Event::KeyIssued, verified(), associated_by(tie, access_until(None)), linked()];
    given_account(done).and(Event::AccountActivated)
}

fn used_on(last_used: Option<Date>) -> Command {
    let known = Known { association: FOR_MARGARET, patient_born: LONG_AGO, last_used };
    Command::Day { rules: AgeRules::default(), known: vec![known] }
}

#[test]
fn cs_26_the_day_after_the_last_day_ends_it_and_the_account_is_inactive() {
    let gone = Event::AssociationEnded { association: FOR_MARGARET, reason: EndReason::EndDateReached };
    let next = END + Duration::DAY;
    let told = || given_account(all_done()).and(Event::EndNear { association: FOR_MARGARET, ends: END });
    told().on(END).when(our_worker(), day(LONG_AGO)).then_nothing_more();
    told().on(next).when(our_worker(), day(LONG_AGO)).then([gone.clone(), inactive()]);
    told().and(suspended()).and(inactive()).on(next).when(our_worker(), day(LONG_AGO)).then([gone]);
    assert_eq!(
        account_after(&all_done()).status(next),
        Status::NotAssociated,
        "also before anybody comes by"
    );
}

#[test]
fn a_day_ends_at_midnight_in_london() {
    let last = date!(2026 - 06 - 30);
    let until_june = associated_by(by_consent(), access_until(Some(last)));
    let told = Event::EndNear { association: FOR_MARGARET, ends: last };
    let scene = |now| given_account([opened(), until_june.clone(), told.clone()]).at(now);
    let gone = Event::AssociationEnded { association: FOR_MARGARET, reason: EndReason::EndDateReached };
    let late = datetime!(2026-06-30 22:59:59 UTC);
    scene(late).when(our_worker(), day(LONG_AGO)).then_nothing_more();
    scene(late + Duration::SECOND).when(our_worker(), day(LONG_AGO)).then([gone]);
}

#[test]
fn an_association_that_begins_later_makes_the_account_active_on_its_day() {
    let access = access_until(None);
    let done = [opened(), Event::KeyIssued, verified(), associated_by(by_consent(), access), linked()];
    let scene = || given_account(done.clone());
    scene().on(THAT_DAY - Duration::DAY).when(our_worker(), day(LONG_AGO)).then_nothing_more();
    scene().on(THAT_DAY).when(our_worker(), day(LONG_AGO)).then([Event::AccountActivated]);
}

#[test]
fn both_are_told_once_that_access_ends_soon() {
    let warned = Event::EndNear { association: FOR_MARGARET, ends: END };
    let day_14 = END - Duration::days(14);
    given_account(all_done())
        .on(day_14 - Duration::DAY)
        .when(our_worker(), day(LONG_AGO))
        .then_nothing_more();
    given_account(all_done()).on(day_14).when(our_worker(), day(LONG_AGO)).then([warned.clone()]);
    given_account(all_done()).and(warned).on(END).when(our_worker(), day(LONG_AGO)).then_nothing_more();
    let short = associated_by(by_consent(), access_until(Some(THAT_DAY + Duration::days(10))));
    given_account([opened(), short])
        .on(THAT_DAY + Duration::DAY)
        .when(our_worker(), day(LONG_AGO))
        .then_nothing_more();
}

#[test]
fn a_child_turns_eleven_and_the_practice_is_asked_once() {
    let review = Event::ReviewDue { association: FOR_MARGARET, day: date!(2026 - 06 - 15) };
    let scene = || for_a_child(date!(2040 - 01 - 01));
    scene().on(date!(2026 - 06 - 14)).when(our_worker(), day(A_CHILD)).then_nothing_more();
    scene().on(date!(2026 - 06 - 15)).when(our_worker(), day(A_CHILD)).then([review.clone()]);
    scene().and(review).on(date!(2026 - 06 - 16)).when(our_worker(), day(A_CHILD)).then_nothing_more();
}

#[test]
fn a_child_turns_thirteen_and_access_for_them_is_paused_and_both_were_told_before() {
    let review = Event::ReviewDue { association: FOR_MARGARET, day: date!(2026 - 06 - 15) };
    let birthday = date!(2028 - 06 - 15);
    let told = Event::AgeNear { association: FOR_MARGARET, milestone: Milestone::Young, on: birthday };
    let pause = Event::AssociationSuspended { association: FOR_MARGARET, reason: SuspendReason::YoungAge };
    let scene = || for_a_child(date!(2040 - 01 - 01)).and(review.clone());
    scene().on(birthday - Duration::days(29)).when(our_worker(), day(A_CHILD)).then_nothing_more();
    scene().on(birthday - Duration::days(28)).when(our_worker(), day(A_CHILD)).then([told.clone()]);
    let told_then = || scene().and(told.clone());
    told_then().on(birthday - Duration::DAY).when(our_worker(), day(A_CHILD)).then_nothing_more();
    told_then().on(birthday).when(our_worker(), day(A_CHILD)).then([pause.clone(), inactive()]);
    let paused = told_then().and(pause).and(inactive());
    paused.on(birthday + Duration::DAY).when(our_worker(), day(A_CHILD)).then_nothing_more();
}

#[test]
fn nobody_is_told_of_a_birthday_that_access_does_not_reach() {
    let birthday = date!(2028 - 06 - 15);
    let told = |ends: Date| {
        let tie = proxy(Relationship::Parent, Ground::ParentalResponsibility(on_paper()));
        let warned = Event::EndNear { association: FOR_MARGARET, ends };
        let reviewed = Event::ReviewDue { association: FOR_MARGARET, day: birthday };
        given_account([opened(), associated_by(tie, access_until(Some(ends))), warned, reviewed])
            .on(birthday - Duration::DAY)
            .when(our_worker(), day(A_CHILD))
    };
    let near = Event::AgeNear { association: FOR_MARGARET, milestone: Milestone::Young, on: birthday };
    told(birthday).then([near]);
    told(birthday - Duration::DAY).then_nothing_more();
}

#[test]
fn at_sixteen_it_is_paused_whatever_the_setting() {
    let pause = Event::AssociationSuspended { association: FOR_MARGARET, reason: SuspendReason::Sixteen };
    let known =
        Known { association: FOR_MARGARET, patient_born: A_CHILD, last_used: Some(date!(2031 - 01 - 01)) };
    let no_setting = Command::Day { rules: AgeRules::suspending_at(None), known: vec![known] };
    for_a_child(date!(2040 - 01 - 01))
        .on(date!(2031 - 06 - 15))
        .when(our_worker(), no_setting)
        .then([pause, inactive()]);
}

#[test]
fn ones_own_access_knows_no_age() {
    let own = Known { association: HIS_OWN, patient_born: A_CHILD, last_used: None };
    let command = Command::Day { rules: AgeRules::default(), known: vec![own] };
    given_account([opened(), his_own()])
        .on(date!(2026 - 06 - 15))
        .when(our_worker(), command)
        .then_nothing_more();
}

#[test]
fn the_day_of_review_of_a_ground_asks_the_practice() {
    let review = Event::ReviewDue { association: FOR_MARGARET, day: date!(2026 - 05 - 01) };
    let scene = || for_a_child(date!(2026 - 05 - 01));
    scene().on(date!(2026 - 04 - 30)).when(our_worker(), day(A_CHILD)).then_nothing_more();
    scene().on(date!(2026 - 05 - 01)).when(our_worker(), day(A_CHILD)).then([review.clone()]);
    scene().and(review).on(date!(2026 - 05 - 02)).when(our_worker(), day(A_CHILD)).then_nothing_more();
    let nothing_known = Command::Day { rules: AgeRules::default(), known: vec![] };
    let review = Event::ReviewDue { association: FOR_MARGARET, day: date!(2026 - 05 - 01) };
    scene().on(date!(2026 - 06 - 15)).when(our_worker(), nothing_known).then([review]);
}

#[test]
fn a_review_that_nobody_has_answered_does_not_hide_the_next() {
    let asked_for = |day| Event::ReviewDue { association: FOR_MARGARET, day };
    let (eleven, later) = (date!(2026 - 06 - 15), date!(2026 - 09 - 01));
    for_a_child(date!(2026 - 05 - 01))
        .and(asked_for(date!(2026 - 05 - 01)))
        .on(eleven)
        .when(our_worker(), day(A_CHILD))
        .then([asked_for(eleven)]);
    let scene = || for_a_child(later).and(asked_for(eleven));
    scene().on(later - Duration::DAY).when(our_worker(), day(A_CHILD)).then_nothing_more();
    scene().on(later).when(our_worker(), day(A_CHILD)).then([asked_for(later)]);
}

#[test]
fn what_nobody_used_for_five_years_is_paused() {
    let pause = Event::AssociationSuspended { association: FOR_MARGARET, reason: SuspendReason::Unused };
    let endless = associated_by(by_consent(), access_until(None));
    let scene = || given_account([opened(), endless.clone()]);
    let last = Some(date!(2028 - 01 - 01));
    scene().on(date!(2031 - 03 - 01)).when(our_worker(), used_on(None)).then_nothing_more();
    scene().on(date!(2031 - 03 - 02)).when(our_worker(), used_on(None)).then([pause.clone()]);
    scene().on(date!(2032 - 12 - 31)).when(our_worker(), used_on(last)).then_nothing_more();
    scene().on(date!(2033 - 01 - 01)).when(our_worker(), used_on(last)).then([pause]);
}

#[test]
fn only_our_worker_says_what_day_it_is() {
    given_account(all_done()).when(the_practice(), day(LONG_AGO)).then_refused(Refusal::NotFound);
    given_account(all_done()).when(the_holder(), day(LONG_AGO)).then_refused(Refusal::NotFound);
}
