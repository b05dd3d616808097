//! When the worker looks at an account again, what PDS says of its people, and the number on its letter.

use domain::account::age::next_age_day;
use domain::account::recheck::findings;
use domain::account::{
    AccountId, AccountNumber, Checked, Command, EndReason, Event, Evidence, Ground, SuspendReason, next_look,
    unused_from,
};
use domain::delegation::recheck::Known;
use domain::{OdsCode, Relationship};
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;

use crate::account_support::*;
use crate::support::{END, MARGARET, THAT_DAY, access_until};

fn looked_at_next(events: &[Event]) -> Option<Date> {
    next_look(&account_after(events))
}

#[test]
fn an_account_is_looked_at_before_its_last_day_and_after_it_and_then_no_more() {
    let mut events = all_done();
    assert_eq!(looked_at_next(&events), Some(END - Duration::days(14)), "both are told");
    events.push(Event::EndNear { association: FOR_MARGARET, ends: END });
    assert_eq!(looked_at_next(&events), Some(END + Duration::DAY), "it ends");
    let paused_too = [&events[..], &[suspended()]].concat();
    assert_eq!(looked_at_next(&paused_too), Some(END + Duration::DAY), "also while it is paused");
    events.push(ended());
    assert_eq!(looked_at_next(&events), None);
}

#[test]
fn the_day_of_review_of_a_ground_is_looked_for_once() {
    let review_on = THAT_DAY + Duration::days(90);
    let checked = Checked { evidence: Evidence::LegalDocument, review_on };
    let tie = proxy(Relationship::Child, Ground::PowerOfAttorney(checked));
    let mut events = vec![opened(), associated_by(tie, access_until(None))];
    assert_eq!(looked_at_next(&events), Some(review_on));
    events.push(Event::ReviewDue { association: FOR_MARGARET, day: review_on });
    assert_eq!(looked_at_next(&events), None);
    let in_five_years = account_after(&events).associations[0].decided_on.year() + 5;
    assert_eq!(unused_from(&account_after(&events)).map(Date::year), Some(in_five_years));
    assert_eq!(unused_from(&account_after(&[opened(), his_own()])), None, "who acts for nobody");
}

#[test]
fn a_first_day_is_looked_for_where_nothing_else_is_missing() {
    let access = access_until(None);
    let whole =
        vec![opened(), Event::KeyIssued, verified(), associated_by(by_consent(), access.clone()), linked()];
    assert_eq!(looked_at_next(&whole), Some(access.starts()));
    assert_eq!(looked_at_next(&whole[..4]), None, "no day makes what is not linked active");
}

#[test]
fn the_age_of_a_patient_is_looked_for_until_sixteen() {
    let born = date!(2015 - 06 - 15);
    assert_eq!(
        next_age_day(born, date!(2028 - 05 - 01)),
        Some(date!(2028 - 05 - 18)),
        "28 days before thirteen"
    );
    assert_eq!(next_age_day(born, date!(2028 - 05 - 18)), Some(date!(2028 - 06 - 15)));
    assert_eq!(next_age_day(born, date!(2031 - 06 - 14)), Some(date!(2031 - 06 - 15)));
    assert_eq!(next_age_day(born, date!(2031 - 06 - 15)), None);
}

fn found(events: &[Event], holder: &Known, patient: Known) -> Vec<Command> {
    findings(&account_after(events), holder, &[(MARGARET, patient)])
}

#[test]
fn da_17_who_died_or_is_restricted_has_access_for_others_paused_once() {
    let (well, dead) = (Known::default(), Known { deceased: true, ..Known::default() });
    let restricted = Known { restricted: true, ..Known::default() };
    let pause = |reason| vec![Command::Suspend { association: FOR_MARGARET, reason }];
    assert!(found(&all_done(), &well, well.clone()).is_empty());
    assert_eq!(found(&all_done(), &dead, well.clone()), pause(SuspendReason::HolderDeceased));
    assert_eq!(found(&all_done(), &dead, dead.clone()), pause(SuspendReason::PatientDeceased));
    assert_eq!(found(&all_done(), &restricted, well.clone()), pause(SuspendReason::Restricted));
    let paused_before = [&all_done()[..], &[suspended()]].concat();
    assert!(found(&paused_before, &dead, well).is_empty());
}

#[test]
fn a_patient_who_is_registered_elsewhere_is_associated_no_more() {
    let at = |code| Known { practice: OdsCode::parse(code).ok(), ..Known::default() };
    let end = Command::End { association: FOR_MARGARET, reason: EndReason::PatientLeft };
    let here = account_after(&all_done()).practice;
    assert_eq!(found(&all_done(), &at("Y99999"), at("Y99999")), [end]);
    let elsewhere = found(&all_done(), &at("Y99999"), at(here.as_str()));
    assert!(elsewhere.is_empty(), "where the holder is, is nothing to it");
    assert!(found(&all_done(), &at("Y99999"), Known::default()).is_empty(), "PDS does not say");
    let ended_before = [&all_done()[..], &[ended()]].concat();
    assert!(found(&ended_before, &at("Y99999"), at("Y99999")).is_empty());
}

#[test]
fn the_number_of_an_account_has_nine_digits_however_it_is_typed() {
    let number = AccountNumber::of(AccountId(Uuid::from_u128(7_000_000_012_003)));
    assert_eq!((number.digits().as_str(), number.grouped().as_str()), ("000012003", "000 012 003"));
    for typed in ["000012003", " 000-012 003\t", "000\u{2013}012\u{2011}003"] {
        assert_eq!(AccountNumber::parse(typed), Some(number), "{typed}");
    }
    for typed in ["", "12003", "0000120030", "00001200x", "+00012003"] {
        assert_eq!(AccountNumber::parse(typed), None, "{typed}");
    }
}
