//! Whatever a record has in it: what cannot be kept is refused with a reason, the rest is kept, and what is text stays text.

use proxy_access::actions::health_record::import::ImportFailed;
use proxy_access::actions::health_record::import::{Source, take_over};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;

use super::{bundle, kept, observation, patient, riverside, stored, taken, taken_with};
use crate::support::world::{world, world_with};

/// What is wrong, the resource, and what the report says of it.
fn rows() -> Vec<(&'static str, String, &'static str)> {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let of = |more: Value| observation("bad", more);
    let about = |reference: &str| json!({"subject": {"reference": reference}});
    let raw = |inside: &str| format!("{{\"resourceType\":\"Observation\",\"id\":\"bad\",\"x\":{inside}}}");
    vec![
        ("10,000 deep", raw(&deep), "128 levels"),
        ("129 deep", raw(&format!("{}{}", "[".repeat(129), "]".repeat(129))), "128 levels"),
        ("more values than a resource has", raw(&format!("[{}0]", "{},".repeat(200_000))), "200000 values"),
        ("half a letter", raw("\"\\ud800\""), "malformed"),
        ("U+0000", raw("\"a\\u0000b\""), "U+0000"),
        ("U+0000 in a name", raw("{\"a\\u0000\":1}"), "U+0000"),
        ("a number beyond all", raw("1e131071"), "malformed"),
        ("a number near nothing", raw("1E-20000"), "number"),
        ("a number of many digits", raw(&"9".repeat(41)), "number"),
        ("no resource", "null".to_owned(), "no resource"),
        ("a number for a resource", "5".to_owned(), "resourceType"),
        ("no type", json!({"id": "bad"}).to_string(), "resourceType"),
        (
            "a type in small letters",
            json!({"resourceType": "patient", "id": "bad"}).to_string(),
            "resourceType",
        ),
        ("markup for a type", json!({"resourceType": "<b>", "id": "bad"}).to_string(), "resourceType"),
        ("no id", json!({"resourceType": "Observation"}).to_string(), "its id"),
        ("a number for an id", json!({"resourceType": "Observation", "id": 5}).to_string(), "its id"),
        ("a path for an id", observation("../../bad", json!({})), "its id"),
        ("dots for an id", observation("..", json!({})), "its id"),
        ("a fragment for an id", observation("#bad", json!({})), "its id"),
        ("an id of another script", observation("\u{202e}bad", json!({})), "its id"),
        ("an id without an end", observation(&"x".repeat(129), json!({})), "its id"),
        ("another patient", of(about("Patient/p2")), "about Patient/p2"),
        ("another patient elsewhere", of(about("https://gp.example/STU3/Patient/p2")), "Patient/p2"),
        ("another patient's allergy", of(json!({"patient": {"reference": "Patient/p2"}})), "Patient/p2"),
        ("the same id twice", observation("good", json!({"status": "amended"})), "entry 2 has the same"),
        (
            "a bundle in it",
            json!({"resourceType": "Bundle", "id": "bad"}).to_string(),
            "no resource of this type",
        ),
        (
            "an outcome in it",
            json!({"resourceType": "OperationOutcome", "id": "bad"}).to_string(),
            "of this type",
        ),
        (
            "an id written twice",
            "{\"resourceType\":\"Observation\",\"id\":\"bad\",\"id\":\"good\"}".to_owned(),
            "entry 2 has the same",
        ),
        (
            "a type written twice",
            "{\"resourceType\":\"Observation\",\"resourceType\":\"Observation\",\"id\":\"bad\"}".to_owned(),
            "written twice",
        ),
        ("a list that is nothing", json!({"resourceType": "List"}).to_string(), "its id"),
    ]
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_with_its_entry_and_the_rest_is_kept() {
    let world = world().await;
    for (row, resource, why) in rows() {
        let good = [observation("good", json!({})), resource, observation("after", json!({}))];
        let report = taken(&world, &bundle(&good)).await.unwrap_or_else(|fault| panic!("{row}: {fault}"));
        let [refused] = report.refused.as_slice() else { panic!("{row}: {:?}", report.refused) };
        assert_eq!(refused.place, 3, "{row}: {refused:?}");
        assert!(refused.why.contains(why), "{row}: {refused:?}");
        assert!(!format!("{refused:?}").contains('<'), "{row}: {refused:?}");
        let record = kept(&world, super::NUMBER).await.unwrap();
        let ids: Vec<String> = stored(&world, &record, true).await.into_iter().map(|one| one.id).collect();
        assert_eq!(ids, ["good", "after"], "{row}");
    }
}

#[tokio::test]
async fn what_is_odd_and_harmless_is_kept_as_it_came() {
    let world = world().await;
    let script = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></div>";
    let list = |id: &str, to: &str| {
        json!({"resourceType": "List", "id": id, "entry": [{"item": {"reference": to}}]}).to_string()
    };
    let odd = [
        observation("script", json!({"text": {"status": "generated", "div": script}})),
        list("a", "List/b"),
        list("b", "List/a"),
        list("self", "List/self"),
        observation("lost", json!({"context": {"reference": "Encounter/nobody"}})),
        observation("within", json!({"related": [{"target": {"reference": "List/ended-allergies#x"}}]})),
        observation(
            "own",
            json!({"contained": [{"resourceType": "Patient", "id": "x"}], "subject": {"reference": "#x"}}),
        ),
        observation("unknown", json!({"resourceType": "Novelty", "novel": {"deep": [1, null, "\u{1F600}"]}})),
    ];
    let report = taken(&world, &format!("\u{feff}{}", bundle(&odd))).await.unwrap();
    assert_eq!(report.refused, []);
    let record = kept(&world, super::NUMBER).await.unwrap();
    let found = stored(&world, &record, true).await;
    for (sent, stored) in odd.iter().zip(&found) {
        let (sent, kept): (Value, Value) =
            (serde_json::from_str(sent).unwrap(), serde_json::from_str(&stored.body).unwrap());
        assert_eq!(sent, kept, "{}", stored.id);
    }
    assert_eq!(found.len(), odd.len());
}

#[tokio::test]
async fn of_two_that_a_list_contains_under_one_id_the_first_is_kept() {
    let world = world().await;
    let allergy =
        |text: &str| json!({"resourceType": "AllergyIntolerance", "id": "x", "code": {"text": text}});
    let list = json!({"resourceType": "List", "code": {"coding": [{"code": "1103671000000101"}]},
        "contained": [allergy("first"), allergy("second")], "entry": [{"item": {"reference": "#x"}}]});
    let report = taken(&world, &bundle(&[list.to_string()])).await.unwrap();
    assert_eq!(report.refused, []);
    let record = kept(&world, super::NUMBER).await.unwrap();
    let found = stored(&world, &record, true).await;
    let contained: Vec<_> = found.iter().filter(|one| one.id == "ended-allergies#x").collect();
    assert!(contained.len() == 1 && contained[0].body.contains("first"), "{}", contained.len());
}

#[tokio::test]
async fn digits_are_kept_as_they_were_written() {
    let world = world().await;
    let exact = "{\"resourceType\":\"Observation\",\"id\":\"1\",\"valueQuantity\":{\"value\":7.40,\"more\":0.1234567890123456789012}}";
    taken(&world, &bundle(&[exact.to_owned()])).await.unwrap();
    let record = kept(&world, super::NUMBER).await.unwrap();
    let body = stored(&world, &record, true).await.remove(0).body;
    assert!(body.contains("7.40") && body.contains("0.1234567890123456789012"), "{body}");
}

#[tokio::test]
async fn what_is_no_record_of_one_patient_is_refused_whole() {
    let world = world().await;
    let another = json!({"resourceType": "Patient", "id": "p2"}).to_string();
    let mut unnumbered = patient();
    unnumbered["identifier"][0]["value"] = json!("9990000019");
    let alone =
        |resource: &Value| json!({"resourceType": "Bundle", "entry": [{"resource": resource}]}).to_string();
    let cases = [
        (bundle(&[another]), "2 patients"),
        (json!({"resourceType": "Bundle"}).to_string(), "0 patients"),
        (alone(&unnumbered), "no NHS number"),
        (alone(&json!({"resourceType": "Patient"})), "no id"),
        (bundle(&[]).replace("Pryce", "Pry\\u0000ce"), "U+0000"),
        ("<Bundle xmlns=\"http://hl7.org/fhir\"/>".to_owned(), "XML"),
        ("[".repeat(100_000), "no FHIR STU3 Bundle"),
    ];
    for (text, why) in cases {
        let fault = taken(&world, &text).await.err().unwrap_or_else(|| panic!("{why}: taken"));
        assert!(fault.to_string().contains(why), "{why}: {fault}");
    }
    let marked = taken_with(&world, &bundle(&[]), &json!({"marks": {"Observation/7": ["restricted"]}})).await;
    assert!(matches!(marked, Err(ImportFailed::Marks(_))));
    assert!(kept(&world, super::NUMBER).await.is_none(), "nothing of any of them is kept");
}

#[tokio::test]
async fn a_record_without_an_end_is_not_read_to_it() {
    let world = world_with(&[("HEALTH_RECORD_MIB", "1")]).await;
    let endless = tokio::io::repeat(b' ').take(u64::MAX);
    let taken = Box::pin(take_over(&world.app, &riverside(), endless, Source::default())).await;
    assert!(matches!(taken, Err(ImportFailed::TooLarge(1))));
}

#[tokio::test]
async fn the_record_of_another_than_was_asked_for_is_not_taken() {
    let world = world().await;
    let asked = domain::NhsNumber::parse("9990000026").unwrap();
    let text = bundle(&[]);
    let (practice, source) = (riverside(), Source::practice_before(asked));
    let taken = Box::pin(take_over(&world.app, &practice, text.as_bytes(), source)).await;
    assert!(matches!(taken, Err(ImportFailed::OtherPatient)));
    assert!(kept(&world, super::NUMBER).await.is_none());
}
