//! What goes wrong, as an OperationOutcome.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

pub(super) const FHIR_JSON: &str = "application/fhir+json";
const SYSTEM: &str = "https://fhir.nhs.uk/R4/CodeSystem/ValidatedRelationships-ErrorOrWarningCode";
/// Seconds after which a caller that asked too often may ask again.
const AGAIN: &str = "30";

/// A refusal on its way out.
#[derive(Debug)]
pub(super) struct Refusal {
    status: u16,
    code: String,
    display: &'static str,
    issue: &'static str,
}

impl Refusal {
    /// A refusal of the back end, with its code and what that is called.
    pub(super) fn new(status: u16, code: &str, display: &'static str) -> Refusal {
        Refusal { status, code: code.to_owned(), display, issue: "invalid" }
    }

    /// With another kind of issue.
    pub(super) fn issue(self, issue: &'static str) -> Refusal {
        Refusal { issue, ..self }
    }

    /// Something is missing or wrong in a role that is to be created or changed.
    pub(super) fn of_value(status: u16, code: &str) -> Refusal {
        let display =
            if code.starts_with("MISSING") { "Required values are missing." } else { "Invalid value." };
        Refusal::new(status, code, display)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let coding = json!({"system": SYSTEM, "version": "1", "code": self.code, "display": self.display});
        let issue = json!({"severity": "error", "code": self.issue, "details": {"coding": [coding]}});
        let mut response = fhir(self.status, &json!({"resourceType": "OperationOutcome", "issue": [issue]}));
        if self.status == 429 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
        }
        response
    }
}

/// A resource with this status.
pub(super) fn fhir(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, FHIR_JSON)], body.to_string()).into_response()
}

/// That all went well.
pub(super) fn done(status: u16) -> Response {
    let issue = json!({"severity": "information", "code": "informational"});
    fhir(status, &json!({"resourceType": "OperationOutcome", "issue": [issue]}))
}
