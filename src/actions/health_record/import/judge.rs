//! One entry of a record, looked at: what it is and whether it is taken. What is taken is kept as it came; script in a narrative is
//! text, and stays text.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::fhir::stu3::reference::{Reference, is_id, is_kind};
use crate::fhir::stu3::size;

use super::nul::has_nul;
use super::survey::{Survey, kept_name, list_id};

/// What stands in no record, though a Bundle may have it.
const NO_PART: [&str; 4] = ["Bundle", "OperationOutcome", "Parameters", "CapabilityStatement"];
/// Longest number: a database that is asked to keep 1E131071 writes out each digit.
const LONGEST_NUMBER: usize = 40;

/// An entry that is taken.
pub(super) struct Judged {
    /// Its type.
    pub(super) kind: String,
    /// The id under which it is kept.
    pub(super) id: String,
    /// All of it.
    pub(super) value: Value,
}

/// Why an entry is not taken: what it is, and what is expected.
pub(super) type Unfit = (String, String);

/// Looks at the entry at this place.
pub(super) fn judge(place: usize, raw: Option<&RawValue>, survey: &Survey<'_>) -> Result<Judged, Unfit> {
    let unknown = |why: String| ("an entry".to_owned(), why);
    let raw = raw.ok_or_else(|| unknown("it has no resource".to_owned()))?.get();
    if !size::fits(raw) {
        return Err(unknown(format!("it has more than {} values", size::MOST_VALUES)));
    }
    let value: Value = serde_json::from_str(raw).map_err(|fault| {
        unknown(format!("it is no JSON of at most 128 levels: {}", without_value(&fault)))
    })?;
    let kind = value["resourceType"].as_str().filter(|kind| is_kind(kind));
    let kind = kind.ok_or_else(|| unknown("its resourceType is missing or no type".to_owned()))?.to_owned();
    let id = if kind == "List" { list_id(&value) } else { own_id(&value) };
    let id = id.ok_or_else(|| (kind.clone(), "its id is missing or no id".to_owned()))?;
    let name = kept_name(&kind, &id);
    match unfit(&kind, &value, raw, survey).or_else(|| twice(place, &name, survey)) {
        Some(why) => Err((name, why)),
        None => Ok(Judged { kind, id, value }),
    }
}

fn own_id(value: &Value) -> Option<String> {
    value["id"].as_str().filter(|id| is_id(id)).map(str::to_owned)
}

/// What is wrong and where; never what stands there.
fn without_value(fault: &serde_json::Error) -> String {
    let what = match fault.classify() {
        serde_json::error::Category::Eof => "it ends too early",
        serde_json::error::Category::Io
        | serde_json::error::Category::Syntax
        | serde_json::error::Category::Data => "it is malformed or too deep",
    };
    format!("{what}, in its line {} at {}", fault.line(), fault.column())
}

/// One resource is kept under one name. What the first look did not find says its type or its id twice, and nobody can say which counts.
fn twice(place: usize, name: &str, survey: &Survey<'_>) -> Option<String> {
    match survey.first(name) {
        Some(first) if first == place => None,
        Some(first) => Some(format!("entry {} has the same type and id; the first is taken", first + 1)),
        None => Some("its resourceType or its id is written twice".to_owned()),
    }
}

fn unfit(kind: &str, value: &Value, raw: &str, survey: &Survey<'_>) -> Option<String> {
    if NO_PART.contains(&kind) {
        return Some("a record has no resource of this type".to_owned());
    }
    if let Some(other) = of_another(value, &survey.patient.id) {
        return Some(format!("it is about {other}, and the record about Patient/{}", survey.patient.id));
    }
    if !numbers_fit(raw) {
        return Some(format!("it has a number of more than {LONGEST_NUMBER} signs, or a very large one"));
    }
    if raw.contains("\\u0000") && has_nul(value) {
        return Some("it has the character U+0000, which no text has".to_owned());
    }
    None
}

/// The patient whom a resource is about, where it is another one.
fn of_another<'a>(value: &'a Value, patient: &str) -> Option<&'a str> {
    let is_another = |about: &&str| {
        let named = Reference::parse(about).and_then(|reference| reference.named());
        named.is_some_and(|(kind, id)| kind == "Patient" && id != patient)
    };
    let places = ["/subject/reference", "/patient/reference", "/for/reference"];
    let mut about = places.into_iter().filter_map(|place| value.pointer(place)?.as_str());
    about.find(is_another)
}

/// Whether each number can be kept digit by digit.
fn numbers_fit(raw: &str) -> bool {
    let (mut in_text, mut escaped, mut length) = (false, false, 0_usize);
    let (mut exponent, mut digits) = (false, 0_usize);
    for byte in raw.bytes() {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'0'..=b'9' | b'-' | b'+' | b'.' => {
                length += 1;
                digits += usize::from(exponent && byte.is_ascii_digit());
            }
            b'e' | b'E' if length > 0 => exponent = true,
            _ => (length, exponent, digits) = (0, false, 0),
        }
        if length > LONGEST_NUMBER || digits > 2 {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_number_is_as_long_as_people_write_them() {
        for good in [
            r#"{"a": 7.40, "b": -1, "c": [12345678901234567890.123456789]}"#,
            r#"{"e": "1E99999", "text": "0123456789012345678901234567890123456789012345"}"#,
            r#"{"a": 1e10, "b": "\"1e999"}"#,
            r#"[true, false, null]"#,
        ] {
            assert!(numbers_fit(good), "{good}");
        }
        for wrong in ["[1e131071]", "[1E-20000]", "[0.00000000000000000000000000000000000000000001]"] {
            assert!(!numbers_fit(wrong), "{wrong}");
        }
    }

    #[test]
    fn whom_a_resource_is_about_is_seen() {
        let about =
            |reference: &str| of_another(&json!({"subject": {"reference": reference}}), "1").is_some();
        assert!(about("Patient/2") && about("https://gp.example/STU3/Patient/2"));
        assert!(!about("Patient/1") && !about("#1") && !about("Group/2") && !about("nobody"));
        assert!(of_another(&json!({"patient": {"reference": "Patient/2"}}), "1").is_some());
    }
}
