//! The published errors (docs/sources.md#pds-fhir) as OperationOutcomes.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

pub(super) const FHIR_JSON: &str = "application/fhir+json";
const SYSTEM: &str = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode";

/// One row of the table: status, code, severity, FHIR issue code, display.
pub(super) struct Row(u16, &'static str, &'static str, &'static str, &'static str);

/// Each row by its name, and all of them.
macro_rules! rows {
    ($($name:ident: $status:literal, $code:literal, $severity:literal, $issue:literal, $display:literal;)+) => {
        $(pub(super) const $name: Row = Row($status, $code, $severity, $issue, $display);)+

        /// Every row, so that a switch can ask for any; of a repeated code the first of its status.
        const TABLE: &[Row] = &[$($name),+];
    };
}

rows! {
    INVALID_RESOURCE_ID: 400, "INVALID_RESOURCE_ID", "error", "value", "Resource Id is invalid";
    RESOURCE_NOT_FOUND: 404, "RESOURCE_NOT_FOUND", "information", "not-found", "Resource not found";
    INVALIDATED_RESOURCE: 404, "INVALIDATED_RESOURCE", "error", "processing", "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved";
    TOO_MANY_MATCHES: 200, "TOO_MANY_MATCHES", "information", "multiple-matches", "Too Many Matches";
    INVALID_SEARCH_DATA: 400, "INVALID_SEARCH_DATA", "error", "value", "Search data is invalid";
    MISSING_VALUE: 400, "MISSING_VALUE", "error", "required", "Required value is missing";
    INVALID_VALUE: 400, "INVALID_VALUE", "error", "value", "Provided value is invalid";
    ADDITIONAL_PROPERTIES: 400, "ADDITIONAL_PROPERTIES", "error", "invariant", "Additional properties should not be included";
    UNSUPPORTED_SERVICE: 400, "UNSUPPORTED_SERVICE", "error", "processing", "Unsupported Service";
    UNSUPPORTED_REQUEST: 400, "UNSUPPORTED_REQUEST", "error", "value", "The request is not one that is supported.";
    UNAUTHORISED: 401, "ACCESS_DENIED", "error", "forbidden", "Access Denied - Unauthorised";
    FORBIDDEN: 403, "ACCESS_DENIED", "error", "forbidden", "Patient cannot perform this action";
    INVALID_METHOD: 403, "INVALID_METHOD", "error", "forbidden", "Cannot update resource";
    TOO_MANY_RESULTS: 403, "INVALID_VALUE", "error", "token", "Cannot retrieve more than one result with application-restricted access token";
    TOO_MANY_REQUESTS: 429, "TOO_MANY_REQUESTS", "error", "value", "Too many requests";
    UNABLE_TO_CALL_SERVICE: 408, "UNABLE_TO_CALL_SERVICE", "error", "processing", "Unable to call service";
    SERVICE_UNAVAILABLE: 503, "SERVICE_UNAVAILABLE", "error", "timeout", "Service unavailable";
    UNKNOWN_ERROR: 500, "UNKNOWN_ERROR", "error", "unknown", "Unknown Error";
}

/// An error on its way out.
pub(super) struct Outcome {
    status: u16,
    coding: Value,
    severity: &'static str,
    issue: &'static str,
    diagnostics: Option<String>,
    gateway: bool,
}

impl Outcome {
    /// An error of the Spine behind the gateway.
    pub(super) fn spine(row: &Row) -> Outcome {
        Outcome::of(row.0, row.1, row)
    }

    /// An error the gateway raises itself; it answers plain JSON.
    pub(super) fn gateway(row: &Row) -> Outcome {
        Outcome { gateway: true, ..Outcome::spine(row) }
    }

    /// Whatever a switch asks for; a code outside the table is sent as it is.
    pub(super) fn forced(status: u16, code: &str) -> Outcome {
        let of_code = || TABLE.iter().filter(|row| row.1 == code);
        let row =
            of_code().find(|row| row.0 == status).or_else(|| of_code().next()).unwrap_or(&UNKNOWN_ERROR);
        Outcome::of(status, code, row)
    }

    pub(super) fn because(self, diagnostics: impl Into<String>) -> Outcome {
        Outcome { diagnostics: Some(diagnostics.into()), ..self }
    }

    fn of(status: u16, code: &str, row: &Row) -> Outcome {
        let coding = json!({"system": SYSTEM, "version": "1", "code": code, "display": row.4});
        Outcome { status, coding, severity: row.2, issue: row.3, diagnostics: None, gateway: false }
    }
}

impl IntoResponse for Outcome {
    fn into_response(self) -> Response {
        let details = json!({"coding": [self.coding]});
        let mut issue = json!({"severity": self.severity, "code": self.issue, "details": details});
        if let Some(diagnostics) = self.diagnostics {
            issue["diagnostics"] = Value::String(diagnostics);
        }
        let body = json!({"resourceType": "OperationOutcome", "issue": [issue]});
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = if self.gateway { "application/json" } else { FHIR_JSON };
        let mut response = (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}
