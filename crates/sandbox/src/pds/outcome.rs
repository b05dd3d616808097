//! The published errors (docs/sources.md#pds-fhir) as OperationOutcomes.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

pub(super) const FHIR_JSON: &str = "application/fhir+json";
const SYSTEM: &str = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode";

/// One row of the table: status, code, severity, FHIR issue code, display.
pub(super) struct Row(u16, &'static str, &'static str, &'static str, &'static str);

pub(super) const INVALID_RESOURCE_ID: Row =
    Row(400, "INVALID_RESOURCE_ID", "error", "value", "Resource Id is invalid");
pub(super) const RESOURCE_NOT_FOUND: Row =
    Row(404, "RESOURCE_NOT_FOUND", "information", "not-found", "Resource not found");
pub(super) const INVALIDATED_RESOURCE: Row = Row(
    404,
    "INVALIDATED_RESOURCE",
    "error",
    "processing",
    "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved",
);
pub(super) const TOO_MANY_MATCHES: Row =
    Row(200, "TOO_MANY_MATCHES", "information", "multiple-matches", "Too Many Matches");
pub(super) const INVALID_SEARCH_DATA: Row =
    Row(400, "INVALID_SEARCH_DATA", "error", "value", "Search data is invalid");
pub(super) const MISSING_VALUE: Row =
    Row(400, "MISSING_VALUE", "error", "required", "Required value is missing");
pub(super) const INVALID_VALUE: Row =
    Row(400, "INVALID_VALUE", "error", "value", "Provided value is invalid");
pub(super) const ADDITIONAL_PROPERTIES: Row =
    Row(400, "ADDITIONAL_PROPERTIES", "error", "invariant", "Additional properties should not be included");
pub(super) const UNSUPPORTED_SERVICE: Row =
    Row(400, "UNSUPPORTED_SERVICE", "error", "processing", "Unsupported Service");
pub(super) const UNSUPPORTED_REQUEST: Row =
    Row(400, "UNSUPPORTED_REQUEST", "error", "value", "The request is not one that is supported.");
pub(super) const UNAUTHORISED: Row =
    Row(401, "ACCESS_DENIED", "error", "forbidden", "Access Denied - Unauthorised");
pub(super) const FORBIDDEN: Row =
    Row(403, "ACCESS_DENIED", "error", "forbidden", "Patient cannot perform this action");
pub(super) const INVALID_METHOD: Row =
    Row(403, "INVALID_METHOD", "error", "forbidden", "Cannot update resource");
pub(super) const TOO_MANY_RESULTS: Row = Row(
    403,
    "INVALID_VALUE",
    "error",
    "token",
    "Cannot retrieve more than one result with application-restricted access token",
);
pub(super) const TOO_MANY_REQUESTS: Row =
    Row(429, "TOO_MANY_REQUESTS", "error", "value", "Too many requests");
const UNABLE_TO_CALL_SERVICE: Row =
    Row(408, "UNABLE_TO_CALL_SERVICE", "error", "processing", "Unable to call service");
const SERVICE_UNAVAILABLE: Row = Row(503, "SERVICE_UNAVAILABLE", "error", "timeout", "Service unavailable");
const UNKNOWN_ERROR: Row = Row(500, "UNKNOWN_ERROR", "error", "unknown", "Unknown Error");

/// Every row, so that a switch can ask for any; of a repeated code the first of its status.
const TABLE: &[Row] = &[
    INVALID_RESOURCE_ID,
    RESOURCE_NOT_FOUND,
    INVALIDATED_RESOURCE,
    TOO_MANY_MATCHES,
    INVALID_SEARCH_DATA,
    MISSING_VALUE,
    INVALID_VALUE,
    ADDITIONAL_PROPERTIES,
    UNSUPPORTED_SERVICE,
    UNSUPPORTED_REQUEST,
    UNAUTHORISED,
    FORBIDDEN,
    INVALID_METHOD,
    TOO_MANY_RESULTS,
    TOO_MANY_REQUESTS,
    UNABLE_TO_CALL_SERVICE,
    SERVICE_UNAVAILABLE,
    UNKNOWN_ERROR,
];

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
