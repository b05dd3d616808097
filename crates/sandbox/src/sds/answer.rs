//! Devices and endpoints as the directory writes them.

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::{Value, json};

pub(super) const ORGANISATION: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
pub(super) const INTERACTION: &str = "https://fhir.nhs.uk/Id/nhsServiceInteractionId";
pub(super) const PARTY_KEY: &str = "https://fhir.nhs.uk/Id/nhsMhsPartyKey";
const ASID: &str = "https://fhir.nhs.uk/Id/nhsSpineASID";

/// The party key of a practice.
pub(super) fn party_key(practice: &str) -> String {
    format!("{practice}-800001")
}

pub(super) fn device(practice: &str, interaction: &str, asid: &str) -> Value {
    json!({
        "resourceType": "Device",
        "id": format!("device-{asid}"),
        "identifier": [
            {"system": ASID, "value": asid},
            {"system": PARTY_KEY, "value": party_key(practice)},
            {"system": INTERACTION, "value": interaction},
        ],
        "owner": {"identifier": {"system": ORGANISATION, "value": practice}},
    })
}

pub(super) fn endpoint(practice: &str, interaction: &str, address: &str) -> Value {
    json!({
        "resourceType": "Endpoint",
        "id": format!("endpoint-{practice}"),
        "identifier": [
            {"system": PARTY_KEY, "value": party_key(practice)},
            {"system": INTERACTION, "value": interaction},
        ],
        "status": "active",
        "connectionType": {"code": "hl7-fhir-rest"},
        "managingOrganization": {"identifier": {"system": ORGANISATION, "value": practice}},
        "payloadType": [{"coding": [{"code": "any"}]}],
        "address": address,
    })
}

pub(super) fn found(resource: Option<Value>) -> Response {
    let entries: Vec<Value> = resource.into_iter().map(|one| json!({"resource": one})).collect();
    let bundle =
        json!({"resourceType": "Bundle", "type": "searchset", "total": entries.len(), "entry": entries});
    fhir(StatusCode::OK, &bundle)
}

pub(super) fn refused(status: StatusCode, code: &str, diagnostics: &str) -> Response {
    let issue = json!({"severity": "error", "code": code, "diagnostics": diagnostics});
    fhir(status, &json!({"resourceType": "OperationOutcome", "issue": [issue]}))
}

fn fhir(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/fhir+json")], body.to_string()).into_response()
}
