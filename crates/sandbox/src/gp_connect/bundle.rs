//! The answer: the record of a patient as a system writes it, good, or as careless as the switches say.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::faults::GpConnectFaults;
use super::store::{Document, Record};
use crate::pds;

const PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/";
const WARNING: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1";
/// Code and title of some primary lists, with what stands in them.
const LISTS: [(&str, &str, &[&str]); 4] = [
    ("717711000000103", "Problems", &["Condition/problem-1"]),
    ("933361000000108", "Medications and medical devices", &["MedicationStatement/medicine-1"]),
    ("887191000000108", "Investigations and results", &["Observation/result-1"]),
    (
        "826501000000100",
        "Uncategorised data",
        &["DocumentReference/letter-1", "DocumentReference/letter-2", "DocumentReference/letter-3"],
    ),
];
/// What a record of three megabytes is filled with.
const FILLING: usize = 3000;

/// The whole bundle.
pub(super) fn bundle(
    record: &Record,
    documents: &str,
    (trace, sensitive): (&str, bool),
    faults: &GpConnectFaults,
) -> Value {
    let text = Value::Array(record.resources.clone()).to_string().replace("{documents}", documents);
    let mut resources: Vec<Value> = serde_json::from_str(&text).unwrap_or_default();
    for resource in &mut resources {
        bend(resource, sensitive, faults);
    }
    if faults.doubled {
        resources.extend(resources.last().cloned());
    }
    if faults.large {
        resources
            .extend((0..FILLING).map(|place| observation(&format!("filling-{place}"), &"long ".repeat(150))));
    }
    let entries: Vec<Value> = resources.into_iter().map(|one| json!({"resource": one})).collect();
    let id = if faults.foreign_id { "another-id" } else { trace };
    json!({
        "resourceType": "Bundle",
        "id": id,
        "meta": {"profile": [format!("{PROFILE}GPConnect-StructuredRecord-Bundle-1")]},
        "type": "collection",
        "entry": entries,
    })
}

fn bend(resource: &mut Value, sensitive: bool, faults: &GpConnectFaults) {
    let kind = resource["resourceType"].as_str().unwrap_or_default().to_owned();
    match kind.as_str() {
        "Patient" if faults.other_patient => resource["identifier"][0]["value"] = json!("9990000158"),
        "Patient" if faults.other_details => {
            resource["name"][0]["family"] = json!("Another");
            resource["birthDate"] = json!("1900-01-01");
        }
        "Condition" if faults.nopat => {
            let label = json!({"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT"});
            resource["meta"]["security"] = json!([label]);
        }
        "List" if faults.warnings => warn(resource, "data-in-transit", "Not yet complete."),
        "List" if !sensitive && resource["title"] == "Problems" => {
            let note = "Items excluded due to confidentiality and/or patient preferences.";
            warn(resource, "confidential-items", note);
        }
        "List" if faults.contained && resource["title"] == "Problems" => {
            resource["contained"] = json!([{"resourceType": "Condition", "id": "within"}]);
            resource["entry"] = json!([{"item": {"reference": "#within"}}]);
        }
        _ => {}
    }
}

fn warn(list: &mut Value, code: &str, note: &str) {
    list["extension"] = json!([{"url": WARNING, "valueCode": code}]);
    list["note"] = json!([{"text": note}]);
}

/// The record that a system has of somebody nothing else was put there for: small, of several kinds, with three letters.
pub(super) fn of(person: &pds::Record, practice: &str) -> Record {
    let mut resources = vec![patient(person), organisation(practice)];
    resources.extend(LISTS.map(|(code, title, items)| list(code, title, items)));
    resources.push(json!({"resourceType": "Condition", "id": "problem-1", "subject": subject(),
        "meta": {"profile": [format!("{PROFILE}CareConnect-GPC-ProblemHeader-Condition-1")]},
        "clinicalStatus": "active", "assertedDate": "2019-05-02",
        "code": concept("38341003", "Hypertension")}));
    resources.push(json!({"resourceType": "MedicationStatement", "id": "medicine-1", "subject": subject(),
        "meta": {"profile": [format!("{PROFILE}CareConnect-GPC-MedicationStatement-1")]},
        "status": "active", "taken": "unk", "effectivePeriod": {"start": "2021-01-04"},
        "medicationReference": {"reference": "Medication/drug-1"}}));
    resources.push(json!({"resourceType": "Medication", "id": "drug-1",
        "code": concept("318956006", "Losartan 50mg tablets")}));
    resources.push(observation("result-1", "Serum sodium 140 mmol/L"));
    let mut documents = BTreeMap::new();
    for place in 1..=3 {
        let id = format!("{}-{place}", secret(&person.nhs_number));
        resources.push(letter(place, &id));
        let bytes = format!("This is letter {id}.").into_bytes();
        documents.insert(id, Document { content_type: "text/plain".to_owned(), bytes });
    }
    Record { resources, documents }
}

/// What stands for a number where it may not stand itself: ids come into addresses.
fn secret(number: &str) -> String {
    hex::encode(&Sha256::digest(number)[..6])
}

fn patient(person: &pds::Record) -> Value {
    let verified = json!({
        "url": format!("{PROFILE}Extension-CareConnect-GPC-NHSNumberVerificationStatus-1"),
        "valueCodeableConcept": {"coding": [{
            "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1",
            "code": "01", "display": "Number present and verified"}]},
    });
    let given: Vec<&str> = person.given.iter().flat_map(|names| names.split(' ')).collect();
    json!({"resourceType": "Patient", "id": "patient-1",
        "meta": {"profile": [format!("{PROFILE}CareConnect-GPC-Patient-1")]},
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": person.nhs_number,
                        "extension": [verified]}],
        "active": true,
        "name": [{"use": "official", "family": person.family, "given": given}],
        "gender": person.gender, "birthDate": person.birth_date,
        "managingOrganization": {"reference": "Organization/practice-1"}})
}

fn organisation(practice: &str) -> Value {
    json!({"resourceType": "Organization", "id": "practice-1",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": practice}],
        "name": "The practice before"})
}

fn list(code: &str, title: &str, items: &[&str]) -> Value {
    let entries: Vec<Value> = items.iter().map(|item| json!({"item": {"reference": item}})).collect();
    json!({"resourceType": "List", "meta": {"profile": [format!("{PROFILE}CareConnect-GPC-List-1")]},
        "status": "current", "mode": "snapshot", "title": title, "code": concept(code, title),
        "subject": subject(), "entry": entries})
}

fn letter(place: i32, id: &str) -> Value {
    json!({"resourceType": "DocumentReference", "id": format!("letter-{place}"), "subject": subject(),
        "meta": {"profile": [format!("{PROFILE}CareConnect-GPC-DocumentReference-1")]},
        "identifier": [{"system": "https://gp.example/documents", "value": id}],
        "status": "current", "type": concept("820491000000108", "Discharge letter"),
        "indexed": "2020-02-03T09:00:00+00:00",
        "content": [{"attachment": {"contentType": "text/plain", "url": format!("{{documents}}/Binary/{id}"),
                                    "size": 20}}]})
}

fn observation(id: &str, text: &str) -> Value {
    json!({"resourceType": "Observation", "id": id, "subject": subject(), "status": "final",
        "effectiveDateTime": "2022-03-04", "code": concept("1000661000000107", "Serum sodium level"),
        "comment": text})
}

fn concept(code: &str, display: &str) -> Value {
    json!({"coding": [{"system": "http://snomed.info/sct", "code": code, "display": display}]})
}

fn subject() -> Value {
    json!({"reference": "Patient/patient-1"})
}
