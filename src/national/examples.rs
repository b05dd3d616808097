//! Bodies and parameters that the store takes, for its description: who reads it can send them as they are.

use serde_json::{Value, json};

use crate::fhir::systems;

use super::way;

const PATIENT: &str = "9000000009";
const PROXY: &str = "9000000017";
const PRACTICE: &str = "A81001";

/// A body for this way in; none where none is shown.
pub fn body(method: &str, path: &str) -> Option<Value> {
    Some(match (method, path) {
        ("post", way::CONSENT) => role(),
        ("patch", way::ONE_CONSENT) => json!([
            { "op": "replace", "path": "/status", "value": "inactive" },
            { "op": "add", "path": "/extension/-", "value": [reason("ROLE_DEACTIVATED_PATIENT_REQUEST")] },
        ]),
        ("post", way::QUESTIONNAIRE_RESPONSE) => request(),
        ("post", "/operations/people") => json!({
            "people": [{ "nhs_number": PATIENT, "family": "O'Neill", "given": ["Margaret"], "born": "1951-02-01" }],
            "relationships": [{ "proxy": PROXY, "patient": PATIENT, "code": "CHILD", "display": "child" }],
        }),
        ("post", "/operations/person-events") => {
            json!({ "type": "pds-change-of-gp-1", "subject": PATIENT, "data": { "practice": PRACTICE } })
        }
        _ => return None,
    })
}

/// A value for this parameter of an address; none where none is shown.
pub fn parameter(path: &str, name: &str) -> Option<&'static str> {
    match (path, name) {
        (_, "performer:identifier" | "identifier") => Some(PROXY),
        (_, "patient:identifier") => Some(PATIENT),
        (_, "status") => Some("active"),
        (_, "after") => Some("0"),
        (way::RELATED_PERSON, "_include") => Some("RelatedPerson:patient"),
        (way::CONSENT | way::ONE_CONSENT, "_include") => Some("Consent:patient"),
        _ => None,
    }
}

fn concept(system: &str, code: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code }] })
}

fn identifier(system: &str, value: &str) -> Value {
    json!({ "identifier": { "system": system, "value": value } })
}

fn reason(code: &str) -> Value {
    json!({ "url": systems::STATUS_REASON, "valueCodeableConcept": concept(systems::REASON, code) })
}

fn role() -> Value {
    let grantor = json!({ "url": systems::GRANTOR, "valueReference": identifier(systems::ODS, PRACTICE) });
    json!({
        "resourceType": "Consent",
        "status": "active",
        "scope": concept(systems::SCOPE, "patient-privacy"),
        "category": [concept(systems::ACT, "INFA")],
        "patient": identifier(systems::NHS_NUMBER, PATIENT),
        "dateTime": "2026-11-01T12:00:00Z",
        "performer": [identifier(systems::NHS_NUMBER, PROXY)],
        "policyRule": concept(systems::LEGAL_BASIS, "consent"),
        "provision": { "period": { "start": "2026-11-01T00:00:00Z" } },
        "extension": [reason("ROLE_CREATED"), grantor],
    })
}

fn request() -> Value {
    let person = |kind: &str| json!({ "type": kind, "identifier": { "system": systems::NHS_NUMBER, "value": PATIENT } });
    json!({
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "authored": "2026-11-01T12:00:00Z",
        "questionnaire": "Questionnaire/aa952e3f-3657-4ec3-bec0-25d881ed2e20",
        "source": person("Patient"),
        "subject": person("Patient"),
        "item": [{
            "linkId": "relatedPerson",
            "text": "Who would act",
            "item": [{
                "linkId": "relatedPerson_identifier",
                "text": "NHS number",
                "answer": [{ "valueString": PROXY }],
            }],
        }],
    })
}
