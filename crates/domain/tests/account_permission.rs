//! What may be done for a patient: every way in which practice, patient, association, days and account may stand (CS-40).

use std::collections::BTreeSet;

use domain::account::{
    Account, AgeRules, Ages, Event, Layers, Offer, OlderShownFurther, Permission, Shown, Status,
    SuspendReason, WhyNot, permission,
};
use domain::{Access, RecordLevel, Service};
use proptest::prelude::*;
use proptest::sample::select;
use time::macros::date;
use time::{Date, Duration};

use crate::account_support::*;
use crate::support::{DAVID, END, MARGARET, PETER, THAT_DAY, access_until};

const NEVER: RecordLevel = RecordLevel::None;

fn offer(services: &[Service], record: Shown) -> Offer {
    Offer { services: services.iter().copied().collect::<BTreeSet<_>>(), record }
}

fn all_but(service: Service) -> Vec<Service> {
    Service::ALL.into_iter().filter(|one| *one != service).collect()
}

/// All services, or all but this one.
fn offering(service: Service, is_on: bool) -> Offer {
    let services = if is_on { Service::ALL.to_vec() } else { all_but(service) };
    offer(&services, Shown::always(RecordLevel::Full))
}

fn giving(service: Service, is_given: bool) -> Access {
    let services = if is_given { Service::ALL.to_vec() } else { all_but(service) };
    let level = if services.contains(&Service::ViewRecord) { RecordLevel::Full } else { NEVER };
    Access::new(services, level, THAT_DAY, Some(END)).expect("parts that fit")
}

/// These three, of a patient who reaches no age any more.
fn all_three<'a>(practice: &'a Offer, patient: &'a Offer, account: &'a Account) -> Layers<'a> {
    let ages = Ages { born: Some(LONG_AGO), rules: AgeRules::default() };
    Layers { practice, patient, account, ages }
}

/// How an association stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Absent,
    Running,
    Suspended,
    Ended,
}

/// What else an account needs.
#[derive(Debug, Clone, Copy)]
struct Rest {
    switched_on: bool,
    linked: bool,
    verified: bool,
}

fn account(stands: Stands, rest: Rest, access: Access) -> Account {
    let mut events = vec![opened(), Event::KeyIssued];
    events.extend(rest.linked.then(linked));
    events.extend(rest.verified.then(verified));
    events.extend((!rest.switched_on).then(switched_off));
    if stands != Stands::Absent {
        events.push(associated_by(by_consent(), access));
    }
    let reason = SuspendReason::Safeguarding;
    match stands {
        Stands::Suspended => events.push(Event::AssociationSuspended { association: FOR_MARGARET, reason }),
        Stands::Ended => events.push(ended()),
        Stands::Absent | Stands::Running => {}
    }
    account_after(&events)
}

/// Before the first day, on it, between, on the last, after it.
const DAYS: [(Date, Option<WhyNot>); 5] = [
    (date!(2026 - 03 - 01), Some(WhyNot::NotYet(THAT_DAY))),
    (THAT_DAY, None),
    (date!(2026 - 08 - 01), None),
    (END, None),
    (date!(2027 - 01 - 01), Some(WhyNot::Over)),
];

/// Whether a service may be used, told in words.
fn expected(
    (practice, patient, given): (bool, bool, bool),
    (stands, on_day): (Stands, Option<WhyNot>),
    rest: Rest,
) -> Option<WhyNot> {
    let of_association = match stands {
        Stands::Absent | Stands::Ended => Some(WhyNot::NotAssociated),
        Stands::Suspended => Some(WhyNot::Suspended),
        Stands::Running => on_day,
    };
    let of_account = match (rest.switched_on, rest.linked, rest.verified) {
        (false, ..) => Some(Status::SwitchedOff),
        (true, false, _) => Some(Status::NotLinked),
        (true, true, false) => Some(Status::NotVerified),
        (true, true, true) => None,
    };
    of_association
        .or(of_account.map(WhyNot::AccountInactive))
        .or((!practice).then_some(WhyNot::OffAtPractice))
        .or((!patient).then_some(WhyNot::OffForPatient))
        .or((!given).then_some(WhyNot::NotGiven))
}

/// The three bits of a number.
fn bits(number: u8) -> (bool, bool, bool) {
    (number & 1 != 0, number & 2 != 0, number & 4 != 0)
}

#[test]
fn each_reason_why_not_has_a_code_of_its_own_in_the_list() {
    let reasons = [
        WhyNot::NotAssociated,
        WhyNot::Suspended,
        WhyNot::NotYet(THAT_DAY),
        WhyNot::Over,
        WhyNot::AccountInactive(Status::NotLinked),
        WhyNot::OffAtPractice,
        WhyNot::OffForPatient,
        WhyNot::NotGiven,
    ];
    assert_eq!(reasons.map(WhyNot::code), WhyNot::CODES);
    assert_eq!(BTreeSet::from(WhyNot::CODES).len(), WhyNot::CODES.len());
}

#[test]
fn cs_40_a_service_may_be_used_only_where_everything_says_yes() {
    let mut allowed = 0;
    for service in Service::ALL {
        for stands in [Stands::Absent, Stands::Running, Stands::Suspended, Stands::Ended] {
            for (today, on_day) in DAYS {
                for (layers, rest) in (0..8).flat_map(|layers| (0..8).map(move |rest| (layers, rest))) {
                    let (practice, patient, given) = bits(layers);
                    let (switched_on, linked, verified) = bits(rest);
                    let rest = Rest { switched_on, linked, verified };
                    let account = account(stands, rest, giving(service, given));
                    let (practice_offer, patient_offer) =
                        (offering(service, practice), offering(service, patient));
                    let layers = all_three(&practice_offer, &patient_offer, &account);
                    let got = permission(layers, MARGARET, today);
                    let why = expected((practice, patient, given), (stands, on_day), rest);
                    is_so(&got, service, why);
                    allowed += usize::from(why.is_none());
                }
            }
        }
    }
    assert_eq!(allowed, 4 * 3, "each service, on each of three days, in one way alone");
}

fn is_so(got: &Permission, service: Service, why: Option<WhyNot>) {
    let refused = got.refused.iter().find(|(one, _)| *one == service).map(|(_, why)| *why);
    assert_eq!(refused, why, "{service:?}");
    assert_eq!(got.services.contains(&service), why.is_none(), "{service:?}");
    assert_eq!(got.services.len() + got.refused.len(), Service::ALL.len());
    if !got.services.contains(&Service::ViewRecord) {
        assert_eq!((got.record.current(), got.record.historical()), (NEVER, NEVER));
    }
}

#[test]
fn nobody_may_do_anything_for_a_patient_they_are_not_associated_with() {
    let (everything, account) = (Offer::everything(), account_after(&all_done()));
    let layers = all_three(&everything, &everything, &account);
    let got = permission(layers, PETER, THAT_DAY);
    assert_eq!((got.services, got.days), (vec![], None));
    assert!(got.refused.iter().all(|(_, why)| *why == WhyNot::NotAssociated));
    let got = permission(layers, MARGARET, THAT_DAY);
    assert_eq!(got.services, [Service::BookAppointments, Service::ViewRecord]);
    assert_eq!(got.days, Some((THAT_DAY, Some(END))));
}

#[test]
fn from_an_age_on_nothing_may_be_done_for_another_also_where_nobody_came_by() {
    let birthday = THAT_DAY + Duration::days(10);
    let turning = |age: i32| Some(birthday.replace_year(birthday.year() - age).expect("a day"));
    let (everything, account) = (Offer::everything(), account_after(&[all_done(), vec![his_own()]].concat()));
    let services = |(born, young), patient, today| {
        let ages = Ages { born, rules: AgeRules::suspending_at(young) };
        permission(Layers { ages, ..all_three(&everything, &everything, &account) }, patient, today).services
    };
    let eve = birthday - Duration::DAY;
    for ages in [(turning(16), None), (turning(13), Some(13)), (turning(12), Some(12))] {
        assert!(!services(ages, MARGARET, eve).is_empty(), "the day before: {ages:?}");
        assert!(services(ages, MARGARET, birthday).is_empty(), "{ages:?}");
        assert!(!services(ages, DAVID, birthday).is_empty(), "for himself: {ages:?}");
    }
    assert!(!services((turning(13), None), MARGARET, birthday).is_empty(), "the practice waits for sixteen");
    assert!(services((None, None), MARGARET, eve).is_empty(), "nobody knows when she was born");
    let ages = Ages { born: turning(16), rules: AgeRules::default() };
    let layers = Layers { ages, ..all_three(&everything, &everything, &account) };
    let refused = permission(layers, MARGARET, birthday).refused;
    assert!(refused.iter().all(|(_, why)| *why == WhyNot::Suspended), "{refused:?}");
}

#[test]
fn cs_43_cs_44_the_lowest_of_the_three_levels_counts() {
    let split = date!(2020 - 01 - 01);
    let entries = [split - Duration::DAY, split];
    for practice in RecordLevel::ALL {
        for (current, historical) in pairs() {
            for given in RecordLevel::SEEN {
                let access = Access::new(Service::ALL, given, THAT_DAY, None).expect("parts that fit");
                let account = account_of(access);
                let shown = Shown::from_day(split, current, historical).expect("no more before");
                let practice_offer = offer(&Service::ALL, Shown::always(practice));
                let patient_offer = offer(&Service::ALL, shown);
                let layers = all_three(&practice_offer, &patient_offer, &account);
                let got = permission(layers, MARGARET, THAT_DAY);
                for (entry, patient) in entries.into_iter().zip([historical, current]) {
                    let lowest = practice.min(patient).min(given);
                    assert_eq!(got.record.level_of(entry), lowest, "{practice:?} {patient:?} {given:?}");
                }
                let sees = got.services.contains(&Service::ViewRecord);
                assert_eq!(sees, practice != NEVER && current != NEVER);
            }
        }
    }
}

/// Each level with each that is no higher.
fn pairs() -> Vec<(RecordLevel, RecordLevel)> {
    let all = RecordLevel::ALL;
    all.into_iter()
        .flat_map(|high| all.into_iter().filter(move |low| *low <= high).map(move |low| (high, low)))
        .collect()
}

fn account_of(access: Access) -> Account {
    let rest = Rest { switched_on: true, linked: true, verified: true };
    account(Stands::Running, rest, access)
}

#[test]
fn cs_43_five_levels_each_with_all_that_is_below() {
    let codes = ["none", "summary", "detailed", "documents", "full"];
    assert_eq!(RecordLevel::ALL.map(RecordLevel::code), codes);
    assert!(RecordLevel::ALL.is_sorted());
    assert!(!access_until(None).allows(Service::MessageSurgery), "nothing comes by itself");
}

#[test]
fn what_is_older_is_never_shown_further() {
    let day = date!(2020 - 01 - 01);
    for high in RecordLevel::ALL {
        for low in RecordLevel::ALL {
            let shown = Shown::from_day(day, high, low);
            assert_eq!(shown.is_ok(), low <= high, "{high:?} {low:?}");
        }
    }
    assert_eq!(Shown::from_day(day, NEVER, RecordLevel::Full), Err(OlderShownFurther));
    let written = r#"{"current":"summary","historical":"full","from":"2020-01-01"}"#;
    assert!(serde_json::from_str::<Shown>(written).is_err());
    for (current, historical) in [("full", "summary"), ("summary", "full")] {
        let without_a_day = format!(r#"{{"current":"{current}","historical":"{historical}","from":null}}"#);
        let read = serde_json::from_str::<Shown>(&without_a_day).expect("a level");
        assert_eq!(read, Shown::always(RecordLevel::Summary), "{without_a_day}");
    }
}

fn any_shown() -> impl Strategy<Value = Shown> {
    (select(pairs()), proptest::option::of(0..20_i64)).prop_map(|((high, low), day)| match day {
        Some(day) => Shown::from_day(THAT_DAY + Duration::days(day), high, low).expect("no more before"),
        None => Shown::always(high),
    })
}

proptest! {
    #[test]
    fn what_two_show_is_never_more_than_either(one in any_shown(), other in any_shown(), day in -5..25_i64) {
        let entry = THAT_DAY + Duration::days(day);
        let lowest = one.level_of(entry).min(other.level_of(entry));
        let both = one.and(other).level_of(entry);
        prop_assert!(both <= lowest);
        if one.since().is_none() || other.since().is_none() {
            prop_assert_eq!(both, lowest);
        }
        prop_assert_eq!(one.and(other), other.and(one));
    }

    #[test]
    fn less_is_less_for_some_entry(one in any_shown(), other in any_shown()) {
        let days = -5..25_i64;
        let mut entries = days.map(|day| THAT_DAY + Duration::days(day));
        let is_less = entries.any(|entry| one.level_of(entry) < other.level_of(entry));
        prop_assert_eq!(one.is_less_than(other), is_less);
    }

    #[test]
    fn what_is_shown_is_read_as_it_was_written(shown in any_shown()) {
        let text = serde_json::to_string(&shown).expect("it is written");
        prop_assert_eq!(serde_json::from_str::<Shown>(&text).expect("it is read"), shown);
    }
}
