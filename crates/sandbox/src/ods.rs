//! The organisation directory, `GET /Organization/{code}` only (docs/sources.md#odt-fhir).

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

use super::cast::{self, Practice};
use super::switches::dawdle;
use super::world::World;

pub(super) const PATH: &str = "/organisation-data-terminology-api/fhir";

const ENGLAND: &str = "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-";
const CODE_SYSTEMS: &str = "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/";
const PRESCRIBING_COST_CENTRE: (&str, &str) = ("RO177", "PRESCRIBING COST CENTRE");
const GP_PRACTICE: (&str, &str) = ("RO76", "GP PRACTICE");
const NHS_TRUST: (&str, &str) = ("RO197", "NHS TRUST");

pub(super) fn routes(world: World) -> Router {
    let api = Router::new().route("/Organization/{code}", get(organisation)).fallback(elsewhere);
    Router::new().nest(PATH, api.with_state(world))
}

async fn organisation(State(world): State<World>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let faults = world.switches.ods();
    dawdle(faults.slow_ms).await;
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
mod tests {
    use serde_json::Value;

    use super::PATH;
    use crate::switches::OdsSwitches;
    use crate::{Sandbox, test_sandbox};

    async fn get(sandbox: &Sandbox, code: &str, key: Option<&str>) -> (u16, Value) {
        let url = format!("{}{PATH}/Organization/{code}", sandbox.url());
        let mut request = reqwest::Client::new().get(url);
        if let Some(key) = key {
            request = request.header("apikey", key);
        }
        let answer = request.send().await.expect("answers");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    fn roles(organisation: &Value) -> Vec<&str> {
        let extensions = organisation["extension"].as_array().expect("extensions");
        extensions
            .iter()
            .filter_map(|e| e["extension"][1]["valueCodeableConcept"]["coding"][0]["code"].as_str())
            .collect()
    }

    #[tokio::test]
    async fn a_practice_has_both_roles_and_a_trust_has_neither() {
        let sandbox = test_sandbox().await;
        let (status, practice) = get(&sandbox, "A81001", Some("key")).await;
        assert_eq!((status, roles(&practice)), (200, vec!["RO177", "RO76"]));
        assert_eq!(
            (&practice["active"], &practice["name"]),
            (&true.into(), &"RIVERSIDE MEDICAL PRACTICE".into())
        );
        assert_eq!(roles(&get(&sandbox, "RXX01", Some("key")).await.1), ["RO197"]);
        sandbox.stop().await;
    }

    #[tokio::test]
    async fn refusals_are_operation_outcomes() {
        let sandbox = test_sandbox().await;
        let (status, body) = get(&sandbox, "Z99999", Some("key")).await;
        assert_eq!((status, &body["issue"][0]["code"]), (404, &"processing".into()));
        let (status, body) = get(&sandbox, "A81001", None).await;
        assert_eq!((status, &body["issue"][0]["code"]), (401, &"401".into()));
        sandbox.switches().set_ods(OdsSwitches { closed: vec!["A81001".into()], ..Default::default() });
        assert_eq!(get(&sandbox, "A81001", Some("key")).await.1["active"], false);
        sandbox.switches().set_ods(OdsSwitches { down: true, ..Default::default() });
        assert_eq!(get(&sandbox, "A81001", Some("key")).await.0, 503);
        sandbox.stop().await;
    }
}
