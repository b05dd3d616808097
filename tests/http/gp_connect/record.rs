//! The Bundle: what is in it, and what never is.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::served::{Answer, PATIENT, Served, TRACE, put, served, served_with};

const ODS: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
const MARKER: &str = "marker-of-what-nobody-may-find";

/// The practice, the usual GP and somebody at a hospital.
async fn people(served: &Served) {
    for resource in [
        json!({"resourceType": "Organization", "id": "org", "identifier": [{"system": ODS, "value": "A81001"}], "name": "Riverside"}),
        json!({"resourceType": "Organization", "id": "hospital", "name": "Hospital"}),
        json!({"resourceType": "Practitioner", "id": "gp"}),
        json!({"resourceType": "Practitioner", "id": "consultant"}),
        json!({"resourceType": "PractitionerRole", "id": "gp-role", "practitioner": {"reference": "Practitioner/gp"}}),
        json!({"resourceType": "PractitionerRole", "id": "other", "practitioner": {"reference": "Practitioner/consultant"}}),
    ] {
        put(&served.db, served.record, &resource, (&[], false)).await;
    }
}

/// Type and id of each resource that has one.
fn names(answer: &Answer) -> Vec<String> {
    let name = |one: &Value| Some(format!("{}/{}", one["resourceType"].as_str()?, one["id"].as_str()?));
    answer.resources().into_iter().filter_map(name).collect()
}

#[tokio::test]
async fn a_bundle_has_the_id_of_the_message_and_says_who_the_patient_is() {
    let served = served().await;
    people(&served).await;
    let answer = served.bundle(true).await;
    let bundle = &answer.body;
    assert_eq!((&bundle["id"], &bundle["type"]), (&json!(TRACE), &json!("collection")));
    let profile = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1";
    assert_eq!(bundle["meta"], json!({"profile": [profile]}));
    assert!(bundle["entry"].as_array().expect("entries").iter().all(|entry| entry.get("fullUrl").is_none()));
    assert_eq!(answer.headers["content-type"], "application/fhir+json; charset=utf-8");
    let patient = answer.of_kind("Patient")[0];
    assert_eq!(
        patient["meta"]["profile"],
        json!(["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"])
    );
    assert_eq!(patient["identifier"][0]["value"], PATIENT);
    assert_eq!(patient["identifier"][0]["extension"][0]["valueCodeableConcept"]["coding"][0]["code"], "01");
    assert_eq!(
        patient["generalPractitioner"],
        json!([{"reference": "Practitioner/gp"}, {"reference": "Organization/org"}])
    );
    assert_eq!(patient["managingOrganization"], json!({"reference": "Organization/org"}));
    assert_eq!(
        (&patient["active"], &patient["name"][0]["family"]),
        (&json!(true), &json!("Pryce")),
        "all that came"
    );
}

#[tokio::test]
async fn a_patient_names_one_general_practitioner_where_that_is_set() {
    let served = served_with(&[("GP_CONNECT_ONE_GENERAL_PRACTITIONER", "on")]).await;
    people(&served).await;
    let answer = served.bundle(true).await;
    assert_eq!(
        answer.of_kind("Patient")[0]["generalPractitioner"],
        json!([{"reference": "Practitioner/gp"}])
    );
}

#[tokio::test]
async fn the_practice_is_in_every_bundle() {
    let served = served().await;
    let answer = served.bundle(true).await;
    let made = answer.of_kind("Organization");
    assert_eq!((made.len(), &made[0]["identifier"]), (1, &json!([{"system": ODS, "value": "A81001"}])));
    assert_eq!(made[0]["name"], "Riverside Medical Practice");
    assert_eq!(
        answer.of_kind("Patient")[0]["managingOrganization"],
        json!({"reference": "Organization/A81001"})
    );
}

#[tokio::test]
async fn b14_without_the_record_only_who_cares_for_them_is_told() {
    let served = served().await;
    people(&served).await;
    put(
        &served.db,
        served.record,
        &json!({"resourceType": "Condition", "id": "c"}),
        (&["717711000000103"], false),
    )
    .await;
    let mut call = served.migrate(true);
    let mut body: Value = serde_json::from_str(&call.body).expect("a body");
    body["parameter"].as_array_mut().expect("parameters").truncate(1);
    call.body = body.to_string();
    let answer = served.send(&call).await;
    let patient = format!("Patient/p-{PATIENT}");
    let expected = [patient.as_str(), "Organization/org", "Practitioner/gp", "PractitionerRole/gp-role"];
    assert_eq!(names(&answer), expected);
    assert!(answer.of_kind("List").is_empty());
}

#[tokio::test]
async fn every_resource_is_given_once_and_as_it_came() {
    let served = served().await;
    people(&served).await;
    let odd = json!({"resourceType": "Condition", "id": "c", "unknownElement": {"of": ["somebody", "else's"]},
        "note": [{"text": "<script>alert(1)</script> \u{202e} \"quoted\" ünïcode"}]});
    put(
        &served.db,
        served.record,
        &odd,
        (&["717711000000103", "problems-linked-problems-not-relating-to-the-primary-query"], false),
    )
    .await;
    let topic = json!({"resourceType": "List", "id": "t", "title": "Topic",
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "25851000000105"}]},
        "entry": [{"item": {"reference": "Condition/c"}}]});
    put(&served.db, served.record, &topic, (&[], false)).await;
    let old = json!({"resourceType": "List", "id": "old", "title": "Old problems",
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "717711000000103"}]}});
    put(&served.db, served.record, &old, (&[], false)).await;
    let answer = served.bundle(false).await;
    assert!(answer.resources().contains(&&odd), "with what we do not know");
    assert!(answer.resources().contains(&&topic), "a part of a consultation passes through");
    assert!(!answer.text.contains("Old problems"), "lists of areas are made anew");
    let all = names(&answer);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
    assert_eq!(answer.of_kind("Condition").len(), 1);
}

#[tokio::test]
async fn what_is_confidential_is_given_to_who_may_have_it_and_to_nobody_else() {
    let served = served().await;
    let secret = json!({"resourceType": "Observation", "id": "secret", "comment": MARKER});
    put(&served.db, served.record, &secret, (&["826501000000100"], true)).await;
    let report = json!({"resourceType": "DiagnosticReport", "id": "r", "result": [{"reference": "Observation/secret"}]});
    put(&served.db, served.record, &report, (&["887191000000108"], false)).await;
    let with = served.bundle(true).await;
    assert!(with.text.contains(MARKER) && !with.text.contains("confidential-items"));
    let without = served.bundle(false).await;
    assert!(!without.text.contains(MARKER));
    assert!(!without.text.contains("Observation/secret"), "nothing refers to it");
    assert_eq!(without.of_kind("DiagnosticReport").len(), 1);
    for code in ["826501000000100", "887191000000108"] {
        assert!(without.list(code).expect("a list").to_string().contains("confidential-items"), "{code}");
    }
}

#[tokio::test]
async fn what_is_withheld_from_the_patient_goes_with_its_label() {
    let served = served().await;
    let resource = json!({"resourceType": "Observation", "id": "o"});
    put(&served.db, served.record, &resource, (&["826501000000100"], false)).await;
    sqlx::query("update health_record_resource set nopat = true").execute(&served.db).await.expect("marked");
    let answer = served.bundle(true).await;
    let label = &answer.of_kind("Observation")[0]["meta"]["security"][0];
    assert_eq!(
        (&label["system"], &label["code"]),
        (&json!("http://hl7.org/fhir/v3/ActCode"), &json!("NOPAT"))
    );
    assert!(answer.of_kind("List").iter().all(|list| !list.to_string().contains("NOPAT")));
}

#[tokio::test]
async fn copies_of_identity_documents_are_in_no_record() {
    let served = served().await;
    sqlx::query(
        "insert into evidence (id, account_id, practice, media, sealed, nonce, staff_id, kept_at)
         values (gen_random_uuid(), gen_random_uuid(), 'A81001', $1, $2, 'n', gen_random_uuid(), now())",
    )
    .bind(MARKER)
    .bind(MARKER.as_bytes())
    .execute(&served.db)
    .await
    .expect("a copy");
    let id: String =
        sqlx::query_scalar("select id::text from evidence").fetch_one(&served.db).await.expect("its id");
    for sensitive in [true, false] {
        assert!(!served.bundle(sensitive).await.text.contains(MARKER), "CS-33");
    }
    assert_eq!(served.send(&served.binary(&id)).await.status, 404, "CS-33");
}
