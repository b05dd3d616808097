//! Refusals as such systems write them, and as the proxy before them does.

use axum::response::{Html, IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::{Value, json};

use super::faults::ForcedOutcome;

const SPINE: &str = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1";
const PROXYS: &str = "http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0";

/// A refusal.
pub(super) struct Refusal {
    pub status: u16,
    pub code: String,
    pub diagnostics: String,
}

impl Refusal {
    pub fn new(status: u16, code: &str, diagnostics: impl Into<String>) -> Refusal {
        Refusal { status, code: code.to_owned(), diagnostics: diagnostics.into() }
    }

    pub fn bad_request(diagnostics: impl Into<String>) -> Refusal {
        Refusal::new(400, "BAD_REQUEST", diagnostics)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let coding = json!({"system": SPINE, "code": self.code, "display": self.code});
        let outcome = json!({
            "resourceType": "OperationOutcome",
            "meta": {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1"]},
            "issue": [{"severity": "error", "code": "invalid", "details": {"coding": [coding]},
                       "diagnostics": self.diagnostics}],
        });
        fhir(self.status, outcome)
    }
}

/// A refusal that a switch asks for.
pub(super) fn forced(outcome: &ForcedOutcome) -> Response {
    let status = outcome.status.to_string();
    match &outcome.code {
        _ if outcome.by_proxy => {
            let coding =
                json!({"system": PROXYS, "code": status, "display": "ASID_CHECK_FAILED_MESSAGESENDER"});
            let issue = json!({"severity": "error", "code": "forbidden", "details": {"coding": [coding]}});
            fhir(outcome.status, json!({"resourceType": "OperationOutcome", "issue": [issue]}))
        }
        Some(code) => Refusal::new(outcome.status, code, "forced by a switch").into_response(),
        None => (status_of(outcome.status), Html("<!doctype html><title>An error</title>")).into_response(),
    }
}

pub(super) fn fhir(status: u16, body: Value) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "application/fhir+json; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status_of(status), headers, body.to_string()).into_response()
}

fn status_of(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
