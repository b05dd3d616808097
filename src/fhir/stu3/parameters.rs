//! What a request for a record asks for (docs/sources.md#gpc-migrate), and each way in which it can be wrong. The diagnostics name
//! the parameter.

use serde_json::{Map, Value};

use domain::NhsNumber;

use super::outcome::SpineCode;
use super::sensitive::Sensitive;
use super::systems;
use crate::fhir::lenient::nhs_number;

const NUMBER: &str = "patientNHSNumber";
const FULL: &str = "includeFullRecord";
const SENSITIVE: &str = "includeSensitiveInformation";

/// What is asked for. No `Debug`: it says whose record.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// Whose record.
    pub nhs_number: NhsNumber,
    /// The clinical record with or without its confidential items; none where who the patient is is all that is asked.
    pub full: Option<Sensitive>,
}

/// Why it is not given: a code, and what is wrong.
pub type Refusal = (SpineCode, String);

/// Reads the body of a request.
///
/// # Errors
/// The first thing that is wrong.
pub fn parse(body: &[u8]) -> Result<Asked, Refusal> {
    let read: Value = serde_json::from_slice(body)
        .map_err(|fault| resource(&format!("the body is no JSON of at most 128 levels: {fault}")))?;
    if read["resourceType"] != "Parameters" {
        return Err(resource("resourceType: Parameters is expected"));
    }
    let (mut number, mut full) = (None, None);
    let given = list(&read["parameter"], "parameter")?;
    if given.is_empty() {
        return Err(parameter("parameter", "there is none"));
    }
    for (name, one) in named(given, "parameter")? {
        let place = match name {
            NUMBER => &mut number,
            FULL => &mut full,
            SENSITIVE => return Err(parameter(SENSITIVE, "it is a part of includeFullRecord")),
            other => return Err(parameter(other, "it is not known here")),
        };
        if place.replace(one).is_some() {
            return Err(resource(&format!("{name}: it is given more than once")));
        }
    }
    let number = number.ok_or_else(|| parameter(NUMBER, "it is needed"))?;
    let identifier = only_value(number, NUMBER, "valueIdentifier")?;
    let identifier =
        identifier.as_object().ok_or_else(|| parameter(NUMBER, "valueIdentifier is expected"))?;
    let full = full.map(sensitive).transpose()?;
    Ok(Asked { nhs_number: identified(identifier)?, full })
}

fn resource(what: &str) -> Refusal {
    (SpineCode::InvalidResource, what.to_owned())
}

fn parameter(name: &str, what: &str) -> Refusal {
    (SpineCode::InvalidParameter, format!("{name}: {what}"))
}

/// A list; what is absent is an empty one.
fn list<'a>(value: &'a Value, name: &str) -> Result<&'a [Value], Refusal> {
    match value {
        Value::Null => Ok(&[]),
        Value::Array(all) => Ok(all),
        _ => Err(resource(&format!("{name}: a list is expected"))),
    }
}

type Named<'a> = Vec<(&'a str, &'a Map<String, Value>)>;

fn named<'a>(all: &'a [Value], of: &str) -> Result<Named<'a>, Refusal> {
    let read = |one: &'a Value| {
        let one = one.as_object()?;
        Some((one.get("name")?.as_str()?, one))
    };
    let unnamed = || resource(&format!("{of}: each needs a name"));
    all.iter().map(|one| read(one).ok_or_else(unnamed)).collect()
}

/// The one value that a parameter or part may have, of its one type.
fn only_value<'a>(one: &'a Map<String, Value>, name: &str, kind: &str) -> Result<&'a Value, Refusal> {
    let is_other =
        |key: &&String| !matches!(key.as_str(), "name" | "id" | "extension") && key.as_str() != kind;
    if let Some(other) = one.keys().find(is_other) {
        return Err(parameter(name, &format!("{kind} is expected and not {other}")));
    }
    one.get(kind).ok_or_else(|| parameter(name, &format!("{kind} is expected")))
}

fn identified(identifier: &Map<String, Value>) -> Result<NhsNumber, Refusal> {
    if identifier.get("system").and_then(Value::as_str) != Some(systems::NHS_NUMBER) {
        let what = format!("{NUMBER}: the system is {}", systems::NHS_NUMBER);
        return Err((SpineCode::InvalidIdentifierSystem, what));
    }
    let number = identifier.get("value").and_then(Value::as_str).and_then(nhs_number);
    number.ok_or_else(|| (SpineCode::InvalidNhsNumber, format!("{NUMBER}: this is no NHS number")))
}

fn sensitive(full: &Map<String, Value>) -> Result<Sensitive, Refusal> {
    let is_value = |key: &&String| key.starts_with("value");
    if let Some(value) = full.keys().find(is_value) {
        return Err(parameter(FULL, &format!("it has a part and no {value}")));
    }
    let parts = list(full.get("part").unwrap_or(&Value::Null), FULL)?;
    let mut found = None;
    for (name, part) in named(parts, FULL)? {
        if name != SENSITIVE {
            return Err(parameter(name, "it is no part of includeFullRecord"));
        }
        if found.replace(part).is_some() {
            return Err(resource(&format!("{SENSITIVE}: it is given more than once")));
        }
    }
    let part = found.ok_or_else(|| parameter(SENSITIVE, "includeFullRecord needs it"))?;
    let flag = only_value(part, SENSITIVE, "valueBoolean")?;
    let flag = flag.as_bool().ok_or_else(|| parameter(SENSITIVE, "valueBoolean is true or false"))?;
    Ok(Sensitive::of(flag))
}

#[cfg(test)]
#[path = "parameters_tests.rs"]
mod tests;
