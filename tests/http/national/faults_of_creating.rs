//! Published error bodies of a role that is to be created, over HTTP (docs/sources.md#vrs-api).

use reqwest::Method;
use serde_json::{Value, json};

use super::outcome::assert_body;
use super::served::{FHIR, PATIENT, PROXY, Served, consent, reason, served};

pub fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut body = consent(PATIENT, PROXY);
    change(&mut body);
    body
}

fn without(name: &str) -> Value {
    with(|body| {
        body.as_object_mut().expect("an object").remove(name);
    })
}

pub fn set(pointer: &str, value: Value) -> Value {
    with(|body| *body.pointer_mut(pointer).expect("it is there") = value)
}

async fn each(served: &Served, cases: Cases) {
    for (body, status, code, display, diagnostics, expression) in cases {
        let answer = served.post(&body).await;
        assert_body(&answer, (status, "invalid", code, display, diagnostics), expression);
    }
}

type Cases = Vec<(Value, u16, &'static str, &'static str, &'static str, Option<&'static str>)>;

/// What is missing.
fn missing() -> Cases {
    let values = "Required values are missing.";
    vec![
        (without("status"), 400, "MISSING_STATUS", values, "Unable to find status", Some("status")),
        (set("/status", Value::Null), 400, "MISSING_STATUS", values, "Unable to find status", Some("status")),
        (without("scope"), 400, "MISSING_SCOPE", values, "Unable to find scope", Some("scope")),
        (without("category"), 400, "MISSING_CATEGORY", values, "Unable to find category", Some("category")),
        (without("patient"), 400, "MISSING_PATIENT", values, "Unable to find patient", Some("patient")),
        (
            without("performer"),
            400,
            "MISSING_PERFORMER",
            values,
            "Unable to find performer",
            Some("performer"),
        ),
        (without("dateTime"), 400, "MISSING_DATETIME", values, "Unable to find dateTime", Some("dateTime")),
        (
            without("extension"),
            400,
            "MISSING_VALUE",
            values,
            "Unable to find status reason",
            Some("extension"),
        ),
        (
            set("/patient/identifier", json!({ "value": PATIENT })),
            400,
            "MISSING_IDENTIFIER_SYSTEM",
            values,
            "Unable to determine the patient identifier system",
            Some("patient.identifier.system"),
        ),
        (
            set("/patient/identifier", json!({ "system": "https://fhir.nhs.uk/Id/nhs-number" })),
            400,
            "MISSING_IDENTIFIER_VALUE",
            values,
            "Unable to determine the patient identifier value",
            Some("patient.identifier.value"),
        ),
        (
            set("/performer/0/identifier", json!({ "value": PROXY })),
            400,
            "MISSING_IDENTIFIER_SYSTEM",
            values,
            "Unable to determine the performer identifier system",
            Some("performer.identifier.system"),
        ),
        (
            set("/performer/0/identifier", json!({ "system": "https://fhir.nhs.uk/Id/nhs-number" })),
            400,
            "MISSING_IDENTIFIER_VALUE",
            values,
            "Unable to determine the performer identifier value",
            Some("performer.identifier.value"),
        ),
    ]
}

/// What people and codes can be wrong.
fn people_and_codes() -> Cases {
    vec![
        (
            set("/performer/0/identifier/value", json!("9000000018")),
            422,
            "INVALID_IDENTIFIER_VALUE",
            "Invalid identifier value.",
            "Performer identifier value is invalid",
            Some("performer.identifier.value"),
        ),
        (
            set("/patient/identifier", json!({ "system": "https://x.test", "value": "1" })),
            422,
            "INVALID_IDENTIFIER_SYSTEM",
            "Invalid identifier system.",
            "Patient identifier system is invalid",
            Some("patient.identifier.system"),
        ),
        (
            set("/patient/identifier/value", json!("9000000018")),
            422,
            "INVALID_IDENTIFIER_VALUE",
            "Invalid identifier value.",
            "Patient identifier value is invalid",
            Some("patient.identifier.value"),
        ),
        (
            set("/performer/0/identifier", json!({ "system": "https://x.test", "value": "1" })),
            422,
            "INVALID_IDENTIFIER_SYSTEM",
            "Invalid identifier system.",
            "Performer identifier system is invalid",
            Some("performer.identifier.system"),
        ),
        (
            with(|body| body["patient"]["type"] = json!("Practitioner")),
            422,
            "INVALID_PATIENT",
            "Invalid patient.",
            "Patient is invalid",
            Some("patient"),
        ),
        (
            set("/status", json!("draft")),
            422,
            "INVALID_STATUS",
            "Invalid status.",
            "Status is invalid",
            Some("status"),
        ),
        (
            set("/scope/coding/0/code", json!("x")),
            422,
            "INVALID_SCOPE",
            "Invalid scope.",
            "Scope is invalid",
            Some("scope"),
        ),
        (
            set("/category/0/coding/0/code", json!("x")),
            422,
            "INVALID_CATEGORY",
            "Invalid category.",
            "Category is invalid",
            Some("category"),
        ),
        (
            set("/dateTime", json!("01/02/2026")),
            422,
            "INVALID_DATETIME",
            "Invalid dateTime.",
            "DateTime is invalid",
            Some("dateTime"),
        ),
    ]
}

/// What other parts can be wrong.
fn parts() -> Cases {
    vec![
        (
            set("/provision/period/start", json!("9.99E+09")),
            422,
            "INVALID_PROVISION",
            "Invalid provision.",
            "Provision is invalid",
            Some("provision"),
        ),
        (
            set("/provision/period", json!({ "start": "2026-11-02", "end": "2026-11-01" })),
            422,
            "INVALID_PROVISION",
            "Invalid provision.",
            "Provision is invalid",
            Some("provision"),
        ),
        (
            set("/performer/0/identifier/value", json!(PATIENT)),
            422,
            "INVALID_PERFORMER",
            "Invalid performer.",
            "Performer is invalid",
            Some("performer"),
        ),
        (
            set("/extension/0", json!({ "url": reason("", None)["url"] })),
            422,
            "INVALID_EXTENSION",
            "Invalid extension.",
            "Extension is invalid",
            Some("extension"),
        ),
        (
            set("/extension/0", reason("ROLE_BEGUN", None)),
            422,
            "INVALID_STATUS_REASON",
            "Status reason is invalid.",
            "Invalid status reason.",
            None,
        ),
        (
            set("/policyRule/coding/0/code", json!("because")),
            422,
            "INVALID_LEGAL_BASIS_CODE",
            "Legal basis code is invalid.",
            "Invalid legal basis code.",
            None,
        ),
        (
            set("/resourceType", json!("Patient")),
            400,
            "BAD_REQUEST",
            "The request could not be processed.",
            "The supplied input is not a valid FHIR Consent.",
            None,
        ),
    ]
}

#[tokio::test]
async fn faults_of_a_new_role() {
    let served = served().await;
    each(&served, missing()).await;
    each(&served, people_and_codes()).await;
    each(&served, parts()).await;
}

#[tokio::test]
async fn a_body_that_is_no_json_is_not_valid_input() {
    let answer = served().await.send(Method::POST, "/Consent", FHIR, "Consent").await;
    let words = "The supplied input is not valid.";
    let body = (400, "invalid", "BAD_REQUEST", "The request could not be processed.", words);
    assert_body(&answer, body, None);
}
