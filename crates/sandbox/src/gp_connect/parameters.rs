//! The body of the operation: exactly what it may have.

use serde_json::Value;

use super::outcome::Refusal;

/// What is asked for.
pub(super) struct Asked {
    /// NHS number.
    pub number: String,
    /// Whether with confidential items.
    pub sensitive: bool,
}

/// Reads the body.
pub(super) fn read(body: &[u8]) -> Result<Asked, Refusal> {
    let unfit = |what: &str| Refusal::new(422, "INVALID_PARAMETER", what);
    let body: Value =
        serde_json::from_slice(body).map_err(|_| Refusal::new(422, "INVALID_RESOURCE", "no JSON"))?;
    let members = body.as_object().map_or(0, serde_json::Map::len);
    if body["resourceType"] != "Parameters" || members != 2 {
        return Err(Refusal::new(422, "INVALID_RESOURCE", "no Parameters"));
    }
    let parameters = body["parameter"].as_array().cloned().unwrap_or_default();
    let [number, record] = parameters.as_slice() else { return Err(unfit("parameter")) };
    if number["name"] != "patientNHSNumber" || !number["valueIdentifier"].is_object() {
        return Err(unfit("patientNHSNumber"));
    }
    let identifier = &number["valueIdentifier"];
    if identifier["system"] != "https://fhir.nhs.uk/Id/nhs-number" {
        return Err(Refusal::new(400, "INVALID_IDENTIFIER_SYSTEM", "patientNHSNumber"));
    }
    let digits = identifier["value"].as_str().unwrap_or_default();
    if domain::NhsNumber::parse(digits).is_err() || digits.len() != 10 {
        return Err(Refusal::new(400, "INVALID_NHS_NUMBER", "patientNHSNumber"));
    }
    let part = record["part"].as_array().cloned().unwrap_or_default();
    let sensitive = match part.as_slice() {
        [one] if one["name"] == "includeSensitiveInformation" => one["valueBoolean"].as_bool(),
        _ => None,
    };
    match sensitive.filter(|_| record["name"] == "includeFullRecord") {
        Some(sensitive) => Ok(Asked { number: digits.to_owned(), sensitive }),
        None => Err(unfit("includeFullRecord")),
    }
}
