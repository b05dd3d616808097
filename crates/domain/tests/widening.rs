//! "She asked for appointments, and they gave him her whole record": access grows only with checks and consent.

use domain::delegation::{Command, Event, Granted, LessReason, Refusal, Stage};
use domain::{Access, RecordLevel, Service};
use time::macros::date;

use crate::support::*;

/// Prescriptions to 1 January, as somebody had.
fn prescriptions() -> Access {
    let ends = Some(date!(2027 - 01 - 01));
    Access::new([Service::OrderPrescriptions], RecordLevel::None, THAT_DAY, ends).expect("parts that fit")
}

/// The full record, with no end date.
fn full_record() -> Access {
    let services = [Service::OrderPrescriptions, Service::ViewRecord];
    Access::new(services, RecordLevel::Full, THAT_DAY, None).expect("parts that fit")
}

/// Access like [`asked`] in all but one respect, in which it is more.
fn each_more() -> [(&'static str, Access); 4] {
    let both = [Service::BookAppointments, Service::ViewRecord];
    let three = [Service::BookAppointments, Service::ViewRecord, Service::MessageSurgery];
    let fit = |services: &[Service], record, starts, ends| {
        Access::new(services.iter().copied(), record, starts, ends).expect("parts that fit")
    };
    [
        ("one service more", fit(&three, RecordLevel::Summary, THAT_DAY, Some(END))),
        ("more of the record", fit(&both, RecordLevel::Detailed, THAT_DAY, Some(END))),
        ("a day longer", fit(&both, RecordLevel::Summary, THAT_DAY, END.next_day())),
        ("a day earlier", fit(&both, RecordLevel::Summary, date!(2026 - 03 - 01), Some(END))),
    ]
}

#[test]
fn prescriptions_to_january_do_not_become_the_full_record_without_checks() {
    let case = || given(Stage::WithPractice).and(applied_as(prescriptions()));
    case().when(the_practice(), change_to(full_record())).then_refused(Refusal::ChecksNeeded);
    case()
        .when(the_practice(), change_with_checks(full_record(), complete_checklist()))
        .then_refused(Refusal::MoreThanAsked);
    let checklist = checklist_for_more();
    let changed = Event::AccessChanged { checklist: Some(checklist.clone()), granted: full_record().into() };
    case().when(the_practice(), change_with_checks(full_record(), checklist)).then([changed]);
}

#[test]
fn the_full_record_is_not_confirmed_in_silence_where_appointments_were_asked_for() {
    given(Stage::WithPractice)
        .when(the_practice(), confirm_with(more()))
        .then_refused(Refusal::MoreThanAsked);
    let (checklist, granted) = (checklist_for_more(), Granted::from(more()));
    let confirm =
        Command::Confirm { checklist: checklist.clone(), granted: granted.clone(), today: THAT_DAY };
    given(Stage::WithPractice)
        .when(the_practice(), confirm)
        .then([Event::DelegationApplied { checklist, granted }, Event::DelegationFinished]);
}

#[test]
fn whatever_is_more_in_one_respect_is_more() {
    for (name, access) in each_more() {
        let told = given(Stage::WithPractice).when(the_practice(), confirm_with(access.clone()));
        assert!(told.is_refused(Refusal::MoreThanAsked), "{name}");
        let told = given(Stage::Active).when(the_practice(), change_to(access.clone()));
        assert!(told.is_refused(Refusal::ChecksNeeded), "{name}");
        let again =
            Command::Reactivate { checklist: complete_checklist(), granted: access.into(), today: THAT_DAY };
        let told = given(Stage::Ended).when(the_practice(), again);
        assert!(told.is_refused(Refusal::MoreThanAsked), "{name}");
    }
}

#[test]
fn less_needs_no_checks_again() {
    given(Stage::Active).when(the_practice(), change_to(less())).then([changed(less())]);
}

#[test]
fn back_to_what_was_asked_for_needs_the_checks_and_no_other_consent() {
    let back = change_with_checks(asked(), complete_checklist());
    let checked = Event::AccessChanged { checklist: Some(complete_checklist()), granted: asked().into() };
    let case = || given(Stage::WithPractice).and(applied_as(less()));
    case().when(the_practice(), change_to(asked())).then_refused(Refusal::ChecksNeeded);
    case().when(the_practice(), back).then([checked]);
}

#[test]
fn what_the_patient_asked_for_as_a_change_is_not_more_than_asked() {
    let wished = given(Stage::Active).and(Event::ChangeAsked { access: more() });
    let checked = Event::AccessChanged { checklist: Some(complete_checklist()), granted: more().into() };
    wished.when(the_practice(), change_with_checks(more(), complete_checklist())).then([checked]);
}

#[test]
fn asking_for_more_asks_whether_somebody_presses_the_patient() {
    let pressed = |access| Command::AskChange { access, free_of_pressure: false, today: THAT_DAY };
    for (name, access) in each_more() {
        let told = given(Stage::Active).when(the_delegator(), pressed(access.clone()));
        assert!(told.is_refused(Refusal::UnderPressure), "{name}");
        let told = given(Stage::Active).when(the_delegator(), ask_for(access.clone()));
        assert_eq!(told.answer(), Ok(vec![Event::ChangeAsked { access }]), "{name}");
    }
    given(Stage::Active).when(the_delegator(), pressed(less())).then([Event::ChangeAsked { access: less() }]);
}

#[test]
fn what_the_practice_set_is_less_than_asked_until_it_is_as_asked() {
    let after =
        |events: &[Event]| delegation_after(&[history_to(Stage::WithPractice), events.to_vec()].concat());
    assert!(!after(&[applied()]).is_less_than_asked());
    assert!(!after(&[applied_as(more())]).is_less_than_asked());
    assert!(after(&[applied_as(less())]).is_less_than_asked());
    let wished_less = Event::ChangeAsked { access: less() };
    assert!(!after(&[applied(), wished_less, changed(less())]).is_less_than_asked(), "they asked for less");
    let later = Access::new(less().services(), RecordLevel::None, date!(2026 - 04 - 01), Some(END));
    let later = later.expect("parts that fit");
    assert!(
        !after(&[applied_as(less()), Event::ChangeAsked { access: less() }, changed(later)])
            .is_less_than_asked()
    );
}

#[test]
fn why_it_is_less_is_kept_until_something_else_is_set() {
    let granted = Granted { less: Some(LessReason::TalkFirst), ..Granted::from(less()) };
    let applied = Event::DelegationApplied { checklist: complete_checklist(), granted };
    let events = [history_to(Stage::WithPractice), vec![applied]].concat();
    assert_eq!(delegation_after(&events).less, Some(LessReason::TalkFirst));
    let again = [events, vec![changed(asked())]].concat();
    assert_eq!(delegation_after(&again).less, None);
}

#[test]
fn what_was_ticked_is_in_the_event_also_in_one_written_before() {
    let old = r#"{"event":"delegation_applied","consent":"by_telephone",
        "access":{"services":["book_appointments"],"record":"none","starts":"2026-03-02","ends":null}}"#;
    let Ok(Event::DelegationApplied { checklist, granted }) = serde_json::from_str(old) else {
        panic!("an old event is read")
    };
    assert_eq!(checklist.checks(), domain::delegation::ChecklistItem::ALWAYS);
    assert_eq!((granted.tell, granted.less), (domain::delegation::Tell::OUTCOME, None));
    let changed = r#"{"event":"access_changed",
        "access":{"services":["book_appointments"],"record":"none","starts":"2026-03-02","ends":null}}"#;
    let changed: Event = serde_json::from_str(changed).expect("an old event is read");
    assert!(matches!(changed, Event::AccessChanged { checklist: None, .. }));
}

#[test]
fn a_wish_for_less_does_not_make_more_of_what_is_set() {
    let until_january =
        Access::new([Service::ViewRecord], RecordLevel::Detailed, THAT_DAY, Some(date!(2027 - 01 - 31)));
    let until_january = until_january.expect("parts that fit");
    let wish =
        Access::new([Service::BookAppointments], RecordLevel::None, THAT_DAY, None).expect("parts that fit");
    let both = [Service::BookAppointments, Service::ViewRecord];
    let mixed = Access::new(both, RecordLevel::Detailed, THAT_DAY, None).expect("parts that fit");
    let case = || {
        let wished = Event::ChangeAsked { access: wish.clone() };
        given(Stage::WithPractice).and(applied_as(until_january.clone())).and(wished)
    };
    case()
        .when(the_practice(), change_with_checks(mixed, complete_checklist()))
        .then_refused(Refusal::MoreThanAsked);
    let granted =
        Event::AccessChanged { checklist: Some(complete_checklist()), granted: wish.clone().into() };
    case().when(the_practice(), change_with_checks(wish.clone(), complete_checklist())).then([granted]);
}
