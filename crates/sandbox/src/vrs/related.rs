//! Candidate relationships: what somebody is to a patient, and no roles.

use serde_json::{Value, json};

use super::consent::is_number;
use super::outcome::Refusal;
use super::store::{Store, VrsRelated};

const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";

/// What one person is to others, what others are to them, or what the two of a pair are.
pub(super) fn related(store: &Store, query: &[(String, String)], now: &str) -> Result<Value, Refusal> {
    let proxy = number(query, "identifier", "INVALID_IDENTIFIER_VALUE")?;
    let patient = number(query, "patient:identifier", "INVALID_PATIENT_IDENTIFIER_VALUE")?;
    if proxy.is_none() && patient.is_none() {
        return Err(Refusal::new(400, "MISSING_IDENTIFIER_VALUE", "Missing RelatedPerson NHS number."));
    }
    let mut fits: Vec<&VrsRelated> = store.related.iter().collect();
    fits.retain(|one| proxy.as_ref().is_none_or(|number| *number == one.proxy));
    fits.retain(|one| patient.as_ref().is_none_or(|number| *number == one.patient));
    let mut bundle =
        json!({"resourceType": "Bundle", "type": "searchset", "timestamp": now, "total": fits.len()});
    // Where nothing was found there is no list at all.
    if !fits.is_empty() {
        bundle["entry"] = fits.iter().map(|one| entry(one, store.faults.as_integration)).collect();
    }
    Ok(bundle)
}

/// In the integration environment the proxy is named by the question alone.
fn entry(one: &VrsRelated, as_integration: bool) -> Value {
    let number = |value: &str| json!({"system": NHS_NUMBER, "value": value});
    let [system, code, display] = &one.relation;
    let mut resource = json!({
        "resourceType": "RelatedPerson",
        "id": format!("{}-{code}", one.proxy),
        "patient": {"identifier": number(&one.patient)},
        "relationship": [{"coding": [{"system": system, "code": code, "display": display}]}],
    });
    if !as_integration {
        resource["identifier"] = json!([number(&one.proxy)]);
    }
    json!({"resource": resource, "search": {"mode": "match"}})
}

/// The number in a parameter, alone or behind its system.
fn number(query: &[(String, String)], name: &str, wrong: &str) -> Result<Option<String>, Refusal> {
    let Some((_, token)) = query.iter().find(|(key, _)| key == name) else { return Ok(None) };
    let (system, number) = token.split_once('|').unwrap_or((NHS_NUMBER, token));
    if system != NHS_NUMBER {
        return Err(Refusal::new(400, "INVALID_IDENTIFIER_SYSTEM", "Invalid identifier system."));
    }
    if is_number(number) {
        Ok(Some(number.to_owned()))
    } else {
        Err(Refusal::new(400, wrong, "Provided value is invalid"))
    }
}
