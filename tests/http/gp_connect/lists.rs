//! The lists of a record, with what they warn of.

use serde_json::{Value, json};

use super::served::{Answer, Served, put, put_as, served};

const MEDICATIONS: &str = "933361000000108";
const UNCATEGORISED: &str = "826501000000100";
const RELATED: &str = "problems-medications-related-to-problems";
const ENDED: &str = "1103671000000101";
const EXCLUDED: &str = "Items excluded due to confidentiality and/or patient preferences.";
/// All codes of the primary lists with their titles.
const PRIMARY: [(&str, &str); 10] = [
    ("886921000000105", "Allergies and adverse reactions"),
    (ENDED, "Ended allergies"),
    ("1149501000000101", "List of consultations"),
    ("714311000000108", "Patient recall administration"),
    ("1102181000000102", "Immunisations"),
    ("887191000000108", "Investigations and results"),
    (MEDICATIONS, "Medications and medical devices"),
    ("792931000000107", "Outbound referral"),
    ("717711000000103", "Problems"),
    (UNCATEGORISED, "Uncategorised data"),
];

fn warnings(list: &Value) -> Vec<&str> {
    let url = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1";
    let extensions = list["extension"].as_array().expect("extensions").iter();
    extensions.filter(|one| one["url"] == url).filter_map(|one| one["valueCode"].as_str()).collect()
}

fn items(list: &Value) -> Vec<&str> {
    let entries = list["entry"].as_array().into_iter().flatten();
    entries.filter_map(|entry| entry["item"]["reference"].as_str()).collect()
}

fn area<'a>(answer: &'a Answer, code: &str) -> &'a Value {
    answer.list(code).unwrap_or_else(|| panic!("no list {code}"))
}

async fn one(served: &Served, kind: &str, id: &str, place: (&[&str], bool)) {
    put(&served.db, served.record, &json!({"resourceType": kind, "id": id}), place).await;
}

#[tokio::test]
async fn an_empty_record_has_ten_lists_that_say_so() {
    let served = served().await;
    let answer = served.bundle(true).await;
    assert_eq!(answer.of_kind("List").len(), 10);
    for (code, title) in PRIMARY {
        let list = area(&answer, code);
        assert_eq!(
            (&list["title"], &list["status"], &list["mode"]),
            (&json!(title), &json!("current"), &json!("snapshot"))
        );
        assert_eq!(list["code"]["coding"][0]["system"], "http://snomed.info/sct");
        assert_eq!(list["emptyReason"]["coding"][0]["code"], "no-content-recorded");
        assert_eq!(list["note"], json!([{"text": "Information not available"}]));
        assert!(list.get("entry").is_none() && list["meta"].get("versionId").is_none());
        assert_eq!(list.get("id").is_some(), code == ENDED, "{title}");
        assert_eq!(list["subject"]["reference"], "Patient/p-9990000018");
        assert!(warnings(list).is_empty());
    }
}

#[tokio::test]
async fn each_resource_stands_where_its_areas_say_in_its_order() {
    let served = served().await;
    one(&served, "MedicationStatement", "b", (&[MEDICATIONS], false)).await;
    one(&served, "MedicationStatement", "a", (&[MEDICATIONS, RELATED], false)).await;
    one(&served, "Observation", "o", (&["no-such-list"], false)).await;
    let answer = served.bundle(true).await;
    let list = area(&answer, MEDICATIONS);
    assert_eq!(items(list), ["MedicationStatement/b", "MedicationStatement/a"]);
    assert!(list.get("note").is_none() && list.get("emptyReason").is_none());
    let secondary = area(&answer, RELATED);
    assert_eq!(items(secondary), ["MedicationStatement/a"]);
    assert_eq!(secondary["title"], "Problems - medications related to problems");
    assert_eq!(
        secondary["code"]["coding"][0]["system"],
        "https://fhir.hl7.org.uk/STU3/CodeSystem/GPConnect-SecondaryListValues-1"
    );
    assert_eq!(answer.of_kind("List").len(), 11, "only secondary lists that have something to say");
    assert!(answer.list("no-such-list").is_none());
}

/// M1: three lists lose something, each says so once and in these words alone.
#[tokio::test]
async fn m1_lists_that_lose_something_say_so_once() {
    let served = served().await;
    one(&served, "MedicationStatement", "seen", (&[MEDICATIONS, RELATED], false)).await;
    one(&served, "MedicationStatement", "hidden", (&[MEDICATIONS, RELATED], true)).await;
    one(&served, "MedicationStatement", "hidden-too", (&[MEDICATIONS], true)).await;
    one(&served, "Observation", "seen", (&[UNCATEGORISED], false)).await;
    one(&served, "Observation", "hidden", (&[UNCATEGORISED], true)).await;
    let answer = served.bundle(false).await;
    for list in answer.of_kind("List") {
        let code = list["code"]["coding"][0]["code"].as_str().expect("a code");
        let loses = [MEDICATIONS, RELATED, UNCATEGORISED].contains(&code);
        assert_eq!(warnings(list), if loses { vec!["confidential-items"] } else { vec![] }, "{code}");
        if loses {
            assert_eq!((list["note"][0]["text"].as_str(), items(list).len()), (Some(EXCLUDED), 1), "{code}");
        }
    }
    assert!(!answer.text.contains("hidden"));
}

#[tokio::test]
async fn a_list_that_loses_everything_is_empty_and_says_why() {
    let served = served().await;
    one(&served, "MedicationStatement", "hidden", (&[MEDICATIONS, RELATED], true)).await;
    let answer = served.bundle(false).await;
    for code in [MEDICATIONS, RELATED] {
        let list = area(&answer, code);
        assert_eq!((warnings(list), list.get("entry")), (vec!["confidential-items"], None), "{code}");
        assert_eq!(list["emptyReason"]["coding"][0]["code"], "no-content-recorded");
        assert_eq!(list["note"].as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn allergies_that_have_ended_are_contained_in_their_list() {
    let served = served().await;
    let related = "problems-allergies-that-have-been-ended-related-to-problems";
    let kept = json!({"resourceType": "AllergyIntolerance", "id": "a1", "clinicalStatus": "resolved"});
    let hidden = json!({"resourceType": "AllergyIntolerance", "id": "a2", "clinicalStatus": "resolved"});
    for (id, resource, confidential) in [("ended#a1", kept.clone(), false), ("ended#a2", hidden, true)] {
        let name = ("AllergyIntolerance", id);
        put_as(&served.db, served.record, name, &resource, (&[ENDED, related], confidential)).await;
    }
    let answer = served.bundle(false).await;
    assert!(answer.of_kind("AllergyIntolerance").is_empty(), "no entry of the Bundle");
    let list = area(&answer, ENDED);
    assert_eq!((&list["id"], &list["contained"]), (&json!("ended"), &json!([kept])));
    assert_eq!((items(list), warnings(list)), (vec!["#a1"], vec!["confidential-items"]));
    assert_eq!(items(area(&answer, related)), ["List/ended#a1"]);
    let whole = served.bundle(true).await;
    assert_eq!(items(area(&whole, ENDED)), ["#a1", "#a2"]);
    assert!(warnings(area(&whole, ENDED)).is_empty());
}

#[tokio::test]
async fn what_another_list_contained_is_sent_by_itself() {
    let served = served().await;
    let condition = json!({"resourceType": "Condition", "id": "c1"});
    let name = ("Condition", "problems#c1");
    put_as(&served.db, served.record, name, &condition, (&["717711000000103"], false)).await;
    let answer = served.bundle(false).await;
    assert_eq!(answer.of_kind("Condition"), [&condition]);
    assert_eq!(items(area(&answer, "717711000000103")), ["Condition/c1"]);
    assert!(area(&answer, ENDED).get("contained").is_none());
}

#[tokio::test]
async fn a_record_that_is_not_whole_says_so_on_all_its_lists() {
    let served = served().await;
    one(&served, "Condition", "c", (&["717711000000103"], false)).await;
    sqlx::query("update health_record_patient set in_transit_since = '2020-12-22', awaiting_filing_since = '2021-01-05'")
        .execute(&served.db)
        .await
        .expect("marked");
    let answer = served.bundle(true).await;
    for list in answer.of_kind("List") {
        assert_eq!(warnings(list), ["data-in-transit", "data-awaiting-filing"]);
        let note = list["note"][0]["text"].as_str().expect("a note");
        assert!(note.contains("information recorded before 22-Dec-2020 may be missing."), "{note}");
        assert!(note.contains("information recorded before 05-Jan-2021 may be missing."), "{note}");
    }
}
