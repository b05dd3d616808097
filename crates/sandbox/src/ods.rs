//! The organisation directory, `GET /Organization/{code}` only (docs/sources.md#odt-fhir).

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

use super::cast::{self, Practice};
use super::switches::{Switches, be_slow};

pub(super) const PATH: &str = "/organisation-data-terminology-api/fhir";

const ENGLAND: &str = "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-";
const CODE_SYSTEMS: &str = "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/";
const PRESCRIBING_COST_CENTRE: (&str, &str) = ("RO177", "PRESCRIBING COST CENTRE");
const GP_PRACTICE: (&str, &str) = ("RO76", "GP PRACTICE");
const NHS_TRUST: (&str, &str) = ("RO197", "NHS TRUST");

pub(super) fn routes(switches: Switches) -> Router {
    let api = Router::new().route("/Organization/{code}", get(organisation)).fallback(elsewhere);
    Router::new().nest(PATH, api.with_state(switches))
}

async fn organisation(
    State(switches): State<Switches>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let faults = switches.ods();
    be_slow(faults.slow_ms).await;
    if faults.down {
        return outcome(StatusCode::SERVICE_UNAVAILABLE, "503", "The service is temporarily unavailable");
    }
    let key = headers.get("apikey").and_then(|key| key.to_str().ok()).unwrap_or_default();
    if key.is_empty() || faults.key_refused {
        return outcome(
            StatusCode::UNAUTHORIZED,
            "401",
            "Failed to resolve API Key variable request.header.apikey",
        );
    }
    let Some(found) = cast::practices().iter().find(|practice| practice.ods_code == code) else {
        let sentence = format!("HAPI-2001: Resource Organization/{code} is not known");
        return outcome(StatusCode::NOT_FOUND, "processing", &sentence);
    };
    fhir(StatusCode::OK, &resource(found, !faults.closed.contains(&code)))
}

async fn elsewhere() -> Response {
    outcome(StatusCode::NOT_FOUND, "404", "Unable to identify proxy for this path")
}

/// Names are in capitals there, and no organisation has an e-mail address.
fn resource(practice: &Practice, active: bool) -> Value {
    let roles =
        if practice.is_gp_practice { vec![PRESCRIBING_COST_CENTRE, GP_PRACTICE] } else { vec![NHS_TRUST] };
    let mut extension: Vec<Value> =
        (100_u32..).zip(roles).map(|(id, named)| role(id, named, active)).collect();
    extension.push(json!({
        "url": format!("{ENGLAND}TypedDateTime"),
        "extension": [
            {"url": "type", "valueCodeableConcept": {"coding": [coding("ODSDateType", "LastChangeDate", "Last change")]}},
            {"url": "dateTime", "valueDateTime": "2025-01-06"},
        ],
    }));
    let kinds = [coding("ODSRecordUseType", "Full", "Full"), coding("ODSRecordClass", "RC1", "HSCOrg")];
    json!({
        "resourceType": "Organization",
        "id": practice.ods_code,
        "extension": extension,
        "identifier": [{
            "use": "official",
            "system": "https://fhir.nhs.uk/Id/ods-organization-code",
            "value": practice.ods_code,
            "assigner": {"display": "HSCIC"},
        }],
        "active": active,
        "type": [{"coding": kinds}],
        "name": practice.name.to_uppercase(),
        "telecom": [{"system": "phone", "value": "01632 960000"}],
        "address": [{"line": ["1 HIGH STREET"], "city": "LEEDS", "postalCode": "LS1 6AE", "country": "ENGLAND"}],
    })
}

fn role(id: u32, (code, display): (&str, &str), active: bool) -> Value {
    let mut period = json!({"start": "1998-04-01"});
    if !active {
        period["end"] = json!("2025-01-05");
    }
    json!({
        "url": format!("{ENGLAND}OrganisationRole"),
        "extension": [
            {"url": "instanceID", "valueInteger": id},
            {"url": "roleCode", "valueCodeableConcept": {"coding": [coding("ODSOrganisationRole", code, display)]}},
            {
                "url": format!("{ENGLAND}TypedPeriod"),
                "extension": [
                    {"url": "type", "valueCodeableConcept": {"coding": [coding("ODSDateType", "Operational", "Operational")]}},
                    {"url": "period", "valuePeriod": period},
                ],
            },
            {"url": "active", "valueBoolean": active},
        ],
    })
}

fn coding(system: &str, code: &str, display: &str) -> Value {
    json!({"system": format!("{CODE_SYSTEMS}{system}"), "code": code, "display": display})
}

fn outcome(status: StatusCode, code: &str, diagnostics: &str) -> Response {
    let issue = json!({"severity": "error", "code": code, "diagnostics": diagnostics});
    fhir(status, &json!({"resourceType": "OperationOutcome", "issue": [issue]}))
}

fn fhir(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/fhir+json;charset=UTF-8")], body.to_string())
        .into_response()
}

#[cfg(test)]
#[path = "ods/tests.rs"]
mod tests;
