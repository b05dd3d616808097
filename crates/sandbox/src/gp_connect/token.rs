//! The unsigned token of a call, judged claim by claim.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::outcome::Refusal;

/// Claims that must be there.
const CLAIMS: [&str; 10] = [
    "iss",
    "sub",
    "aud",
    "iat",
    "exp",
    "reason_for_request",
    "requested_scope",
    "requesting_device",
    "requesting_organization",
    "requesting_practitioner",
];

/// What a token says that counts further on.
pub(super) struct Said {
    /// Who asks, by their system's id.
    pub user: String,
    /// ODS code of whoever asks.
    pub organisation: String,
    /// Whether the scope is that of confidential items.
    pub restricted: bool,
}

/// Reads the header `Authorization`.
pub(super) fn judge(authorization: &str, root: &str, now: OffsetDateTime) -> Result<Said, Refusal> {
    let token = authorization
        .strip_prefix("Bearer ")
        .ok_or_else(|| Refusal::new(401, "BAD_REQUEST", "no bearer token"))?;
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, ""] = parts.as_slice() else {
        return Err(Refusal::bad_request("a token has two parts and an empty signature"));
    };
    let (header, claims) = (object(header)?, object(claims)?);
    let is_header = header.len() == 2 && header.get("alg") == Some(&"none".into());
    if !is_header || header.get("typ") != Some(&"JWT".into()) {
        return Err(Refusal::bad_request("the token's header is not that of an unsigned JWT"));
    }
    let missing = CLAIMS.iter().find(|name| claims.get(**name).is_none_or(Value::is_null));
    if let Some(name) = missing {
        return Err(Refusal::bad_request(format!("Empty JWT {name} claim")));
    }
    if claims.len() != CLAIMS.len() {
        return Err(Refusal::bad_request("a claim that is not known"));
    }
    times(&claims, now)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("aud") != root {
        return Err(Refusal::bad_request("aud is not this system"));
    }
    if text("reason_for_request") != "migration" {
        return Err(Refusal::bad_request("reason_for_request is not migration"));
    }
    let scope: Vec<&str> = text("requested_scope").split(' ').collect();
    let restricted = match scope.as_slice() {
        ["patient/*.read", "conf/R"] => true,
        ["patient/*.read", "conf/N"] => false,
        _ => return Err(Refusal::bad_request("requested_scope")),
    };
    let practitioner = &claims["requesting_practitioner"];
    let is_named = practitioner["name"][0]["family"].is_string()
        && practitioner["name"][0]["given"][0].is_string()
        && identifier(practitioner, "https://fhir.nhs.uk/Id/sds-user-id").is_some()
        && identifier(practitioner, "https://fhir.nhs.uk/Id/sds-role-profile-id").is_some();
    if practitioner["resourceType"] != "Practitioner" || practitioner["id"] != text("sub") || !is_named {
        return Err(Refusal::bad_request("requesting_practitioner"));
    }
    let device = &claims["requesting_device"];
    let is_device = device["resourceType"] == "Device" && device["identifier"][0]["value"].is_string();
    if !is_device || !device["model"].is_string() || !device["version"].is_string() {
        return Err(Refusal::bad_request("requesting_device"));
    }
    let organisation = &claims["requesting_organization"];
    let code = identifier(organisation, "https://fhir.nhs.uk/Id/ods-organization-code");
    match code.filter(|_| organisation["resourceType"] == "Organization" && organisation["name"].is_string())
    {
        Some(code) => Ok(Said { user: text("sub").to_owned(), organisation: code.to_owned(), restricted }),
        None => Err(Refusal::bad_request("requesting_organization")),
    }
}

fn object(part: &str) -> Result<Map<String, Value>, Refusal> {
    let bytes =
        URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::bad_request("the token is not base64url"))?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::bad_request("the token is not JSON"))
}

fn times(claims: &Map<String, Value>, now: OffsetDateTime) -> Result<(), Refusal> {
    let at = |name: &str| claims.get(name).and_then(Value::as_i64);
    let (Some(issued), Some(expires)) = (at("iat"), at("exp")) else {
        return Err(Refusal::bad_request("iat and exp are whole seconds"));
    };
    if expires - issued != 300 || expires <= now.unix_timestamp() {
        return Err(Refusal::bad_request("exp is five minutes after iat, and not over"));
    }
    Ok(())
}

fn identifier<'a>(resource: &'a Value, system: &str) -> Option<&'a str> {
    let all = resource["identifier"].as_array()?;
    all.iter().find(|one| one["system"] == system)?["value"].as_str().filter(|value| !value.is_empty())
}
