//! What is kept of a record, and what of it comes out again.

use domain::health_record::Marks;
use domain::{NhsNumber, PersonId};
use proxy_access::actions::health_record::import::{Source, take_over};
use proxy_access::fhir::stu3::lists;
use proxy_access::storage::health_records::{Look, note_look, reviewed_periods};
use proxy_access::storage::views::health_record::looked;
use serde_json::{Value, json};
use time::macros::{date, datetime};

use super::{bundle, kept, observation, of_cast, riverside, stored, taken, taken_with};
use crate::support::world::world;

#[tokio::test]
async fn a_record_comes_out_as_it_came_in_and_in_its_order() {
    let world = world().await;
    let (person, report) = of_cast(&world, "margaret").await;
    assert_eq!(report.refused, []);
    assert_eq!((report.documents, report.without_bytes), (4, 0));
    let record = kept(&world, &person.nhs_number).await.unwrap();
    assert_eq!((record.number_status.as_str(), record.born), ("01", Some(date!(1951 - 03 - 12))));
    let sent = sandbox::records::record(&person, 1).bundle;
    let sent: Vec<&Value> =
        sent["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]).collect();
    let whole: Vec<&Value> = sent.iter().filter(|one| one["resourceType"] != "Patient").copied().collect();
    assert_eq!(&record.body, sent[0]);
    let found = stored(&world, &record, true).await;
    let bodies: Vec<Value> = found
        .iter()
        .filter(|one| !one.id.contains('#'))
        .map(|one| serde_json::from_str(&one.body).unwrap())
        .collect();
    assert_eq!(bodies.iter().collect::<Vec<_>>(), whole);
    let ended: Vec<_> = found.iter().filter(|one| one.id.starts_with("ended-allergies#")).collect();
    assert_eq!(ended.len(), 1, "what a list contains is kept like any other");
    assert_eq!(
        (ended[0].kind.as_str(), ended[0].areas.as_slice()),
        ("AllergyIntolerance", [lists::ENDED_ALLERGIES.to_owned()].as_slice())
    );
    let medicines = found.iter().filter(|one| one.areas.iter().any(|area| area == lists::MEDICATIONS));
    assert!(medicines.clone().count() >= 2 && medicines.clone().all(|one| one.kind == "MedicationStatement"));
    assert!(found.iter().filter(|one| one.kind == "Encounter").all(|one| one.day.is_some()));
}

#[tokio::test]
async fn a_record_that_comes_again_takes_the_place_of_itself() {
    let world = world().await;
    let (person, first) = of_cast(&world, "david").await;
    let record = kept(&world, &person.nhs_number).await.unwrap();
    let before = stored(&world, &record, true).await;
    let (_, again) = of_cast(&world, "david").await;
    assert_eq!(first, again);
    let after = kept(&world, &person.nhs_number).await.unwrap();
    assert_eq!(record.id, after.id);
    let names = |all: &[proxy_access::storage::health_records::Stored]| -> Vec<String> {
        all.iter().map(|one| format!("{}/{} {:?}", one.kind, one.id, one.marks)).collect()
    };
    assert_eq!(names(&before), names(&stored(&world, &after, true).await));
}

#[tokio::test]
async fn what_is_marked_beside_a_record_and_in_it_is_kept_with_it() {
    let world = world().await;
    let nopat =
        json!({"meta": {"security": [{"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT"}]}});
    let unfinished =
        json!({"resourceType": "DocumentReference", "id": "d", "docStatus": "preliminary"}).to_string();
    let all =
        ["a", "b", "c", "e"].map(|id| observation(id, if id == "a" { nopat.clone() } else { json!({}) }));
    let text = bundle(&[all.as_slice(), &[unfinished]].concat());
    let beside = json!({
        "marks": {"Observation/b": ["restricted"], "Observation/c": ["confidential", "unreviewed"], "Patient/p1": ["dissents", "sensitive"]},
        "reviewed": [{"from": "2010-01-01", "to": "2013-02-01"}],
    });
    taken_with(&world, &text, &beside).await.unwrap();
    let record = kept(&world, super::NUMBER).await.unwrap();
    assert!(record.dissents && record.sensitive);
    assert_eq!(
        reviewed_periods(&world.app.db, record.id).await.unwrap(),
        [(date!(2010 - 01 - 01), date!(2013 - 02 - 01))]
    );
    let none = Marks { confidential: false, nopat: false, restricted: false };
    let expected = [
        ("a", Marks { nopat: true, ..none }, true),
        ("b", Marks { restricted: true, ..none }, true),
        ("c", Marks { confidential: true, ..none }, false),
        ("e", none, true),
        ("d", none, false),
    ];
    let read = async || -> Vec<(String, Marks, bool)> {
        stored(&world, &record, true).await.into_iter().map(|one| (one.id, one.marks, one.reviewed)).collect()
    };
    let expected: Vec<_> = expected.map(|(id, marks, reviewed)| (id.to_owned(), marks, reviewed)).into();
    assert_eq!(read().await, expected);
    taken(&world, &text).await.unwrap();
    assert_eq!(read().await, expected, "a record with nothing beside it takes no mark away");
    assert!(kept(&world, super::NUMBER).await.unwrap().dissents);
    let unlabelled = observation("a", json!({}));
    taken(&world, &bundle(&[unlabelled])).await.unwrap();
    assert!(
        read().await.iter().any(|(id, marks, _)| id == "a" && marks.nopat),
        "that a label is missing says nothing"
    );
    let open: Vec<String> = stored(&world, &record, false).await.into_iter().map(|one| one.id).collect();
    assert_eq!(open, ["a", "b", "e", "d"], "without what is confidential");
    taken_with(&world, &text, &json!({})).await.unwrap();
    assert_eq!(read().await[1].1, none, "a file beside it says all that is marked");
    assert!(!kept(&world, super::NUMBER).await.unwrap().dissents);
}

#[tokio::test]
async fn what_a_record_warns_of_is_kept() {
    let world = world().await;
    let warning = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1";
    let list = json!({
        "resourceType": "List", "code": {"coding": [{"code": lists::MEDICATIONS}]},
        "extension": [{"url": warning, "valueCode": "data-in-transit"}],
        "note": [{"text": "Patient record transfer from previous GP practice not yet complete; information recorded before 14-Mar-2019 may be missing."}],
    });
    taken(&world, &bundle(&[list.to_string()])).await.unwrap();
    let record = kept(&world, super::NUMBER).await.unwrap();
    assert_eq!((record.in_transit_since, record.awaiting_filing_since), (Some(date!(2019 - 03 - 14)), None));
    assert_eq!(
        stored(&world, &record, true).await[0].id,
        lists::MEDICATIONS,
        "a list without an id has its code"
    );
}

#[tokio::test]
async fn who_has_died_without_a_day_had_died_by_today() {
    let world = world().await;
    let died = bundle(&[]).replace("\"birthDate\"", "\"deceasedBoolean\":true,\"birthDate\"");
    taken(&world, &died).await.unwrap();
    let first = world.clock.today_in_london();
    assert_eq!(kept(&world, super::NUMBER).await.unwrap().deceased_on, Some(first));
    world.clock.advance(time::Duration::days(3));
    taken(&world, &died).await.unwrap();
    assert_eq!(kept(&world, super::NUMBER).await.unwrap().deceased_on, Some(first));
    taken(&world, &bundle(&[])).await.unwrap();
    assert_eq!(kept(&world, super::NUMBER).await.unwrap().deceased_on, None);
}

#[tokio::test]
async fn the_day_of_death_that_is_known_here_stays_when_the_practice_before_does_not_know_it() {
    let world = world().await;
    let saying = |what: &str| bundle(&[]).replace("\"birthDate\"", &format!("{what},\"birthDate\""));
    taken(&world, &saying("\"deceasedDateTime\":\"2026-11-20\"")).await.unwrap();
    let number = NhsNumber::parse(super::NUMBER).unwrap();
    for (text, day) in [
        (bundle(&[]), date!(2026 - 11 - 20)),
        (saying("\"deceasedBoolean\":false"), date!(2026 - 11 - 20)),
        (saying("\"deceasedBoolean\":true"), date!(2026 - 11 - 20)),
        (saying("\"deceasedDateTime\":\"2026-11-21\""), date!(2026 - 11 - 21)),
        (bundle(&[]), date!(2026 - 11 - 21)),
    ] {
        let from = Source::practice_before(number.clone());
        Box::pin(take_over(&world.app, &riverside(), text.as_bytes(), from)).await.unwrap();
        assert_eq!(kept(&world, super::NUMBER).await.unwrap().deceased_on, Some(day), "{text}");
    }
    taken(&world, &bundle(&[])).await.unwrap();
    let own = kept(&world, super::NUMBER).await.unwrap().deceased_on;
    assert_eq!(own, None, "the practice itself may have been mistaken");
}

#[tokio::test]
async fn who_looked_is_told_newest_first() {
    let world = world().await;
    let (patient, person) = (world.clock.new_id(), world.clock.new_id());
    for minute in [1_u8, 2, 3] {
        let at = datetime!(2026-11-28 10:00 UTC).replace_minute(minute).unwrap();
        let what = format!("page {minute}");
        let look = Look {
            at,
            patient,
            by_person: Some(person),
            by_staff: None,
            for_person: Some(person),
            what,
            level: None,
        };
        note_look(&world.app.db, look).await.unwrap();
    }
    let told = looked(&world.app.db, PersonId(person), 2).await.unwrap();
    assert_eq!(told.iter().map(|look| look.what.as_str()).collect::<Vec<_>>(), ["page 3", "page 2"]);
    assert!(looked(&world.app.db, PersonId(world.clock.new_id()), 9).await.unwrap().is_empty());
}
