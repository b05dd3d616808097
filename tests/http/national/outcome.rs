//! What an answer that tells of a fault must be, letter by letter.

use serde_json::json;

use super::served::{Answer, FHIR};

/// Status, FHIR's code, the store's code, display, diagnostics; then the expression, where there is one.
pub type Body<'a> = (u16, &'a str, &'a str, &'a str, &'a str);

pub fn assert_body(
    answer: &Answer,
    (status, kind, code, display, diagnostics): Body<'_>,
    expression: Option<&str>,
) {
    // No other method that is not allowed is asked for letter by letter.
    let is_spine = ["QUESTIONNAIRE_RESPONSE_NOT_FOUND", "METHOD_NOT_ALLOWED"].contains(&code)
        || diagnostics.starts_with("The specified access request ID");
    let mut coding = match is_spine {
        true => json!({ "system": "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1" }),
        false => json!({
            "system": "https://fhir.nhs.uk/R4/CodeSystem/ValidatedRelationships-ErrorOrWarningCode", "version": "1" }),
    };
    (coding["code"], coding["display"]) = (json!(code), json!(display));
    let mut issue = json!({
        "severity": "error", "code": kind, "details": { "coding": [coding] }, "diagnostics": diagnostics });
    if let Some(expression) = expression {
        issue["expression"] = json!([expression]);
    }
    assert_eq!(answer.body, json!({ "resourceType": "OperationOutcome", "issue": [issue] }));
    assert_eq!(answer.status, status, "{code}");
    assert_eq!(answer.headers["content-type"], FHIR);
}
