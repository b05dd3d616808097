//! Reading roles: by person, or by id.

use serde_json::{Value, json};

use super::answer::consent;
use super::consent::is_number;
use super::outcome::Refusal;
use super::store::{Store, VrsRole};

const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
const STATUSES: [&str; 5] = ["proposed", "active", "rejected", "inactive", "entered-in-error"];
const DISPLAY: &str = "Required parameter(s) are invalid.";

/// The roles of one person, or of a pair.
pub(super) fn by_person(store: &Store, query: &[(String, String)], now: &str) -> Result<Value, Refusal> {
    let number = |name: &str| {
        let given = query.iter().find(|(key, _)| key == name);
        given.map(|(_, token)| bare(token)).transpose()
    };
    let (proxy, patient) = (number("performer:identifier")?, number("patient:identifier")?);
    if proxy.is_none() && patient.is_none() {
        return Err(Refusal::new(400, "MISSING_IDENTIFIER_VALUE", "Required parameter(s) are missing."));
    }
    let mut fits: Vec<&VrsRole> = store.roles.iter().collect();
    fits.retain(|role| proxy.as_ref().is_none_or(|number| *number == role.proxy));
    fits.retain(|role| patient.as_ref().is_none_or(|number| *number == role.patient));
    for (_, wanted) in query.iter().filter(|(key, _)| key == "status") {
        let wanted: Vec<&str> = wanted.split(',').collect();
        if wanted.iter().any(|status| !STATUSES.contains(status)) {
            return Err(Refusal::new(422, "INVALID_PARAMETER", DISPLAY));
        }
        fits.retain(|role| wanted.contains(&role.status.as_str()));
    }
    Ok(bundle(&fits, store.faults.as_integration, now))
}

/// The role with this id, in a bundle of one.
pub(super) fn by_id(store: &Store, id: &str, now: &str) -> Result<Value, Refusal> {
    if !is_uuid(id) {
        return Err(Refusal::new(422, "INVALID_ID_VALUE", DISPLAY));
    }
    let found: Vec<&VrsRole> = store.roles.iter().filter(|role| role.id == id).collect();
    if found.is_empty() {
        let display =
            "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved";
        return Err(Refusal::new(404, "INVALIDATED_RESOURCE", display).issue("processing"));
    }
    Ok(bundle(&found, store.faults.as_integration, now))
}

fn bundle(roles: &[&VrsRole], as_integration: bool, now: &str) -> Value {
    let entries: Vec<Value> = roles
        .iter()
        .map(|role| json!({"resource": consent(role, as_integration), "search": {"mode": "match"}}))
        .collect();
    json!({"resourceType": "Bundle", "type": "searchset", "timestamp": now, "total": roles.len(), "entry": entries})
}

/// A number, alone or behind its system.
fn bare(token: &str) -> Result<String, Refusal> {
    let (system, number) = token.split_once('|').unwrap_or((NHS_NUMBER, token));
    if system != NHS_NUMBER {
        return Err(Refusal::new(422, "INVALID_IDENTIFIER_SYSTEM", DISPLAY));
    }
    if !is_number(number) {
        return Err(Refusal::new(422, "INVALID_IDENTIFIER_VALUE", DISPLAY));
    }
    Ok(number.to_owned())
}

/// Hexadecimal digits in groups of 8, 4, 4, 4 and 12.
pub(super) fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    text.chars().all(|c| c == '-' || c.is_ascii_hexdigit()) && lengths == [8, 4, 4, 4, 12]
}
