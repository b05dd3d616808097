//! Services, record level and dates fit together, or it is said why not.

use domain::{Access, AccessFault, RecordLevel, Service};
use serde_json::json;
use time::macros::date;

use crate::support::*;

const START: time::Date = date!(2026 - 03 - 02);

#[test]
fn access_needs_a_service() {
    assert_eq!(Access::new([], RecordLevel::None, START, None), Err(AccessFault::NoService));
    assert_eq!(Access::new([], RecordLevel::Full, START, None), Err(AccessFault::NoService));
}

#[test]
fn who_sees_the_record_sees_it_at_a_level() {
    let without = Access::new([Service::ViewRecord], RecordLevel::None, START, None);
    assert_eq!(without, Err(AccessFault::NoRecordLevel));
    for level in RecordLevel::SEEN {
        let with = Access::new([Service::ViewRecord], level, START, None);
        assert_eq!(with.map(|access| access.record()), Ok(level));
    }
}

#[test]
fn who_does_not_see_the_record_has_no_level() {
    for service in [Service::BookAppointments, Service::OrderPrescriptions, Service::MessageSurgery] {
        assert!(Access::new([service], RecordLevel::None, START, None).is_ok());
        let with = Access::new([service], RecordLevel::Summary, START, None);
        assert_eq!(with, Err(AccessFault::LevelWithoutRecord));
    }
}

#[test]
fn it_ends_on_or_after_the_day_it_starts() {
    let until = |ends| Access::new([Service::BookAppointments], RecordLevel::None, START, Some(ends));
    assert_eq!(until(date!(2026 - 03 - 01)), Err(AccessFault::EndsBeforeStart));
    assert!(until(START).is_ok());
    assert!(until(date!(2026 - 03 - 03)).is_ok());
}

#[test]
fn it_is_over_the_day_after_its_last_day() {
    let access = access_until(Some(END));
    assert!(!access.is_over(END));
    assert!(access.is_over(date!(2027 - 01 - 01)));
    assert!(!access_until(None).is_over(time::Date::MAX));
}

#[test]
fn each_record_level_includes_the_one_before() {
    let levels = [
        RecordLevel::None,
        RecordLevel::Summary,
        RecordLevel::Detailed,
        RecordLevel::Documents,
        RecordLevel::Full,
    ];
    assert!(levels.is_sorted());
}

#[test]
fn the_order_and_repetition_of_services_make_no_difference() {
    let twice = [Service::MessageSurgery, Service::BookAppointments, Service::MessageSurgery];
    let access = Access::new(twice, RecordLevel::None, START, None).expect("parts that fit");
    let services: Vec<_> = access.services().collect();
    assert_eq!(services, [Service::BookAppointments, Service::MessageSurgery]);
    assert!(access.allows(Service::MessageSurgery) && !access.allows(Service::ViewRecord));
}

#[test]
fn it_is_written_in_codes_and_days() {
    let written = serde_json::to_value(asked()).expect("access is written");
    let expected = json!({
        "services": ["book_appointments", "view_record"],
        "record": "summary",
        "starts": "2026-03-02",
        "ends": "2026-12-31",
    });
    assert_eq!(written, expected);
    assert_eq!(serde_json::from_value::<Access>(expected).expect("access is read"), asked());
}

#[test]
fn what_does_not_fit_is_not_read_either() {
    let read = |services: &[&str], record: &str, ends: Option<&str>| {
        let parts = json!({ "services": services, "record": record, "starts": "2026-03-02", "ends": ends });
        serde_json::from_value::<Access>(parts)
    };
    assert!(read(&["view_record"], "full", None).is_ok());
    assert!(read(&[], "none", None).is_err());
    assert!(read(&["view_record"], "none", None).is_err());
    assert!(read(&["book_appointments"], "summary", None).is_err());
    assert!(read(&["book_appointments"], "none", Some("2026-03-01")).is_err());
    assert!(read(&["drive_the_car"], "none", None).is_err());
    assert!(read(&["book_appointments"], "none", Some("2026-02-30")).is_err());
}

#[test]
fn codes_are_read_back_and_equal_what_is_written_in_events() {
    for service in Service::ALL {
        assert_eq!(Service::from_code(service.code()), Some(service));
        assert_eq!(serde_json::to_value(service).expect("written"), json!(service.code()));
    }
    for level in RecordLevel::SEEN.into_iter().chain([RecordLevel::None]) {
        assert_eq!(RecordLevel::from_code(level.code()), Some(level));
        assert_eq!(serde_json::to_value(level).expect("written"), json!(level.code()));
    }
    assert_eq!(Service::from_code(""), None);
    assert_eq!(RecordLevel::from_code("SUMMARY"), None);
}

#[test]
fn every_other_code_is_the_same_in_events_and_forms() {
    use domain::Relationship;
    use domain::delegation::{
        ChecklistItem, ConsentMethod, DeclineReason, LessReason, RefusalReason, RevokeReason, Stage,
        SuspendReason, TellThem,
    };
    macro_rules! same {
        ($kind:ident) => {
            for one in $kind::ALL.iter().copied() {
                assert_eq!(serde_json::to_value(one).expect("written"), json!(one.code()));
                assert_eq!($kind::from_code(one.code()), Some(one));
            }
        };
    }
    same!(Relationship);
    same!(ChecklistItem);
    same!(ConsentMethod);
    same!(LessReason);
    same!(DeclineReason);
    same!(RefusalReason);
    same!(RevokeReason);
    same!(SuspendReason);
    same!(TellThem);
    same!(Stage);
}
