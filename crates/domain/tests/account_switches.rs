//! The switches of a practice and of its patients: what they begin with, what may be set, what is written down.

use domain::account::{OffReason, Offer, Refusal, SetSwitches, Shown, SwitchEvent, Switches, SwitchesId};
use domain::aggregate::Recorded;
use domain::{Actor, Aggregate, PersonId, RecordLevel, Service};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;

use crate::sequences::is_impersonal;
use crate::support::{
    MARGARET, THAT_DAY, THEN, another_practice, our_worker, riverside, the_delegate, the_delegator,
    the_practice,
};

const FEBRUARY: Date = date!(2026 - 02 - 01);

fn without(service: Service) -> Offer {
    let mut offer = Offer::everything();
    offer.services.remove(&service);
    offer
}

fn showing(record: Shown) -> Offer {
    Offer { record, ..Offer::everything() }
}

fn since(day: Date) -> Shown {
    Shown::from_day(day, RecordLevel::Detailed, RecordLevel::Summary).expect("no more before")
}

fn set(patient: Option<PersonId>, offer: Offer, off: Option<OffReason>) -> SetSwitches {
    SetSwitches { practice: riverside(), patient, offer, off }
}

fn made(patient: Option<PersonId>) -> SwitchEvent {
    SwitchEvent::SwitchesMade { practice: riverside(), patient }
}

fn after(events: &[SwitchEvent]) -> Option<Switches> {
    let recorded = |(event, version): (SwitchEvent, i32)| Recorded::<Switches> {
        id: SwitchesId(Uuid::from_u128(0x5E1)),
        version,
        event,
        by: the_practice(),
        at: THEN,
    };
    Switches::replay(&events.iter().cloned().zip(1..).map(recorded).collect::<Vec<_>>())
}

fn decided(before: &[SwitchEvent], command: &SetSwitches, by: &Actor) -> Result<Vec<SwitchEvent>, Refusal> {
    Switches::decide(after(before).as_ref(), command, by, THEN)
}

#[test]
fn what_nobody_has_touched_is_on_and_setting_it_so_writes_nothing() {
    let untouched = set(None, Offer::everything(), None);
    assert_eq!(decided(&[], &untouched, &the_practice()), Ok(vec![]));
    let first = after(&[made(None)]).expect("switches");
    assert_eq!(first.offer, Offer::everything());
    assert_eq!(after(&[SwitchEvent::ServiceOn { service: Service::ViewRecord }]), None);
}

#[test]
fn cs_41_nobody_switches_a_service_off_without_a_reason() {
    let off = Some(OffReason::NotOffered);
    for service in Service::ALL {
        for patient in [None, Some(MARGARET)] {
            let silent = set(patient, without(service), None);
            assert_eq!(decided(&[], &silent, &the_practice()), Err(Refusal::ReasonNeeded));
            let told = set(patient, without(service), off);
            let events = decided(&[], &told, &the_practice()).expect("it has a reason");
            let reason = OffReason::NotOffered;
            assert_eq!(events, [made(patient), SwitchEvent::ServiceOff { service, reason }]);
            let switches = after(&events).expect("switches");
            assert!(!switches.offer.has(service) && switches.offer == told.offer);
            let again = set(patient, Offer::everything(), None);
            assert_eq!(
                decided(&events, &again, &the_practice()),
                Ok(vec![SwitchEvent::ServiceOn { service }])
            );
            assert_eq!(decided(&events, &told, &the_practice()), Ok(vec![]));
        }
    }
}

#[test]
fn cs_48_a_patients_record_is_shown_from_a_day_on_and_what_is_older_less() {
    let command = set(Some(MARGARET), showing(since(FEBRUARY)), Some(OffReason::RecordReview));
    let events = decided(&[], &command, &the_practice()).expect("it has a reason");
    let shown = after(&events).expect("switches").offer.record;
    assert_eq!(shown.level_of(FEBRUARY), RecordLevel::Detailed);
    assert_eq!(shown.level_of(FEBRUARY - Duration::DAY), RecordLevel::Summary);
    let silent = set(Some(MARGARET), showing(since(FEBRUARY)), None);
    assert_eq!(decided(&[], &silent, &the_practice()), Err(Refusal::ReasonNeeded));
    let wider = set(Some(MARGARET), showing(since(FEBRUARY - Duration::DAY)), None);
    let record = since(FEBRUARY - Duration::DAY);
    let grown = SwitchEvent::RecordShown { record, off: None };
    assert_eq!(decided(&events, &wider, &the_practice()), Ok(vec![grown]));
}

#[test]
fn the_day_is_not_in_the_future_and_a_practice_has_none() {
    let off = Some(OffReason::RecordReview);
    let today = set(Some(MARGARET), showing(since(THAT_DAY)), off);
    assert!(decided(&[], &today, &the_practice()).is_ok());
    let tomorrow = set(Some(MARGARET), showing(since(THAT_DAY + Duration::DAY)), off);
    assert_eq!(decided(&[], &tomorrow, &the_practice()), Err(Refusal::InFuture));
    let of_all = set(None, showing(since(FEBRUARY)), off);
    assert_eq!(decided(&[], &of_all, &the_practice()), Err(Refusal::NoDateForPractice));
}

#[test]
fn only_the_practice_touches_them_and_those_of_another_patient_are_others() {
    let command = set(None, without(Service::MessageSurgery), Some(OffReason::NotOffered));
    for by in [another_practice(), our_worker(), the_delegator()] {
        assert_eq!(decided(&[], &command, &by), Err(Refusal::NotFound), "{by:?}");
    }
    assert_eq!(decided(&[made(Some(MARGARET))], &command, &the_practice()), Err(Refusal::NotFound));
    let hers = after(&[made(Some(MARGARET))]).expect("switches");
    assert!(hers.is_known_to(&the_delegator()) && !hers.is_known_to(&the_delegate()));
    assert!(hers.is_known_to(&the_practice()) && !hers.is_known_to(&another_practice()));
    assert_eq!(hers.stage(), "of_patient");
}

fn any_offer() -> impl Strategy<Value = Offer> {
    (subsequence(Service::ALL.to_vec(), 0..=4), select(RecordLevel::ALL.to_vec())).prop_map(
        |(services, level)| Offer { services: services.into_iter().collect(), record: Shown::always(level) },
    )
}

proptest! {
    #[test]
    fn whatever_is_set_is_so_afterwards(offers in prop::collection::vec(any_offer(), 1..8)) {
        let mut events = Vec::new();
        for offer in offers {
            let command = set(None, offer.clone(), Some(OffReason::Other));
            let Ok(more) = decided(&events, &command, &the_practice()) else { panic!("nothing is refused") };
            events.extend(more);
            let is = after(&events).map_or_else(Offer::everything, |switches| switches.offer);
            prop_assert_eq!(is, offer);
        }
        for event in &events {
            let text = serde_json::to_string(event).expect("an event is written");
            let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            prop_assert!(is_impersonal(&value), "{}", text);
            prop_assert_eq!(value["event"].as_str(), Some(event.name()));
            prop_assert_eq!(&serde_json::from_str::<SwitchEvent>(&text).expect("an event is read"), event);
        }
    }
}
