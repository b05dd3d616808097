//! Published error bodies of a role that is to be changed, and of grantors and texts, over HTTP (docs/sources.md#vrs-api).

use serde_json::{Value, json};

use super::faults_of_creating::set;
use super::outcome::assert_body;
use super::served::{NOBODY, OTHER, PATIENT, PROXY, consent, grantor, reason, served, to_status};

const GRANTOR: &str =
    "extension.where(url = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor')";

/// Grantor's extensions that are wrong, and what is said of each; the status of the last two is another.
fn wrong_grantors() -> Vec<(Value, u16, &'static str, &'static str, &'static str, String)> {
    let url = grantor("A81001")["url"].clone();
    let named = |identifier: Value| json!({ "url": url, "valueReference": { "identifier": identifier } });
    let system = "https://fhir.nhs.uk/Id/ods-organization-code";
    let (about_system, about_value) = (
        "Valid grantor extension identifier system is required when creating/updating a consent with status 'active'",
        "Valid grantor extension identifier value is required when creating/updating a consent with status 'active'",
    );
    let at = |part: &str| format!("{GRANTOR}{part}");
    vec![
        (
            json!({ "url": "https://x.test" }),
            400,
            "MISSING_GRANTOR",
            "Grantor required for active status",
            "Grantor extension is required when creating/updating an active proxy role",
            at(""),
        ),
        (
            json!({ "url": url }),
            400,
            "MISSING_GRANTOR_REFERENCE",
            "Missing grantor reference",
            "Grantor extension must contain a valueReference",
            at(".valueReference"),
        ),
        (
            json!({ "url": url, "valueReference": {} }),
            400,
            "MISSING_GRANTOR_IDENTIFIER",
            "Missing grantor identifier",
            "Grantor extension must contain a valueIdentifier",
            at(".valueReference.identifier"),
        ),
        (
            named(json!({ "value": "A81001" })),
            422,
            "INVALID_GRANTOR_SYSTEM",
            "Invalid grantor identifier system",
            about_system,
            at(".valueReference.identifier.system"),
        ),
        (
            named(json!({ "system": system, "value": " " })),
            422,
            "INVALID_GRANTOR_VALUE",
            "Invalid grantor identifier value",
            about_value,
            at(".valueReference.identifier.value"),
        ),
        (
            named(json!({ "system": system })),
            422,
            "INVALID_GRANTOR_VALUE",
            "Invalid grantor identifier value",
            about_value,
            at(".valueReference.identifier.value"),
        ),
    ]
}

#[tokio::test]
async fn faults_of_grantor_and_text_when_a_role_is_created_or_changed() {
    let served = served().await;
    for (extension, status, code, display, diagnostics, at) in wrong_grantors() {
        let answer = served.post(&set("/extension/1", extension)).await;
        assert_body(&answer, (status, "invalid", code, display, diagnostics), Some(&at));
    }
    let silent = (
        400,
        "invalid",
        "MISSING_FREE_TEXT_FOR_OTHER",
        "Free text must be provided for OTHER reason codes.",
        "Free text is required when reason code is OTHER.",
    );
    assert_body(&served.post(&set("/extension/0", reason("OTHER", None))).await, silent, None);
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let mut steps = to_status("inactive", "OTHER", false);
    steps[1]["value"][0] = reason("OTHER", Some("  "));
    assert_body(&served.patch(&id, &steps).await, silent, None);
    assert_eq!(
        served.patch(&id, &to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false)).await.status,
        200
    );
    for (extension, status, code, display, diagnostics, at) in wrong_grantors() {
        let mut steps = to_status("active", "ROLE_REACTIVATED", true);
        steps[1]["value"][1] = extension;
        let answer = served.patch(&id, &steps).await;
        assert_body(&answer, (status, "invalid", code, display, diagnostics), Some(&at));
    }
    let neither = to_status("active", "ROLE_CREATED", false);
    assert_eq!(
        served.patch(&id, &neither).await.told(),
        (400, "MISSING_GRANTOR"),
        "the grantor is missed first"
    );
    assert_eq!(served.role(&id).await["status"], "inactive", "nothing of it was done");
}

/// Patches that are refused, and what is said of each.
fn wrong_steps() -> Vec<(Value, u16, &'static str, &'static str, &'static str)> {
    let step = |path: &str, value: Value| json!([{ "op": "replace", "path": path, "value": value }]);
    let end = "/provision/period/end";
    let two = json!([
        { "op": "add", "path": end, "value": "2027-01-01" }, { "op": "remove", "path": end }]);
    vec![
        (
            json!([]),
            400,
            "INVALID_PATCH_FORMAT",
            "Request format is invalid.",
            "Malformed JSON patch document.",
        ),
        (
            step("/id", json!("x")),
            422,
            "INVALID_PATCH_PATH",
            "Patch target is invalid.",
            "Patch targeting non-existent element.",
        ),
        (
            step("/status", json!("gone")),
            422,
            "INVALID_STATUS_CODE",
            "Status code is invalid.",
            "Invalid status code.",
        ),
        (
            step("/status", json!("inactive")),
            422,
            "INVALID_STATUS_REASON",
            "Status reason is invalid.",
            "Invalid status reason.",
        ),
        (
            to_status("inactive", "ROLE_BEGUN", false),
            422,
            "INVALID_STATUS_REASON",
            "Status reason is invalid.",
            "Invalid status reason.",
        ),
        (
            to_status("proposed", "APPLICATION_RESUBMITTED", false),
            422,
            "INVALID_STATE_TRANSITION",
            "Status change is invalid.",
            "Patch attempting invalid status change.",
        ),
        (
            two,
            409,
            "DUPLICATE_PATCHES",
            "Patch targets must be unique.",
            "Patch targeting the same element more than once.",
        ),
        (
            step("/policyRule", json!({ "coding": [{ "code": "consent" }] })),
            422,
            "INVALID_LEGAL_BASIS_CODE",
            "Legal basis code is invalid.",
            "Invalid legal basis code.",
        ),
        (
            step(end, json!("2026-10-01")),
            422,
            "INVALID_END_DATE",
            "End date is invalid.",
            "Invalid end date.",
        ),
        (
            step("/provision/actor", json!([{}])),
            400,
            "INVALID_VALUE",
            "Patch value is invalid.",
            "Invalid actor.",
        ),
    ]
}

#[tokio::test]
async fn faults_of_a_role_that_is_there_or_is_not() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let twice = served.post(&consent(PATIENT, PROXY)).await;
    let body = (
        409,
        "invalid",
        "DUPLICATE_RELATIONSHIP",
        "Request must be for a new proxy role.",
        "Proxy role already exists.",
    );
    assert_body(&twice, body, None);
    for (steps, status, code, display, diagnostics) in wrong_steps() {
        assert_body(&served.patch(&id, &steps).await, (status, "invalid", code, display, diagnostics), None);
    }
    let body = (
        404,
        "invalid",
        "RESOURCE_NOT_FOUND",
        "Request must be for a existing proxy role.",
        "Proxy role not found.",
    );
    assert_body(&served.patch(NOBODY, &to_status("inactive", "OTHER", false)).await, body, None);
    let number = format!("patient:identifier={OTHER}");
    assert_eq!(served.get(&format!("/Consent?{number}")).await.body["total"], 0, "and nobody else has one");
}
