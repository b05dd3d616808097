//! A change of a role: a JSON Patch (RFC 6902) of few paths, whose value for `/extension/-` is a list of extensions and not
//! one (docs/decisions/0052-fhir-by-hand.md).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One step of a patch.
#[derive(Clone, Serialize, Deserialize)]
pub struct Operation {
    /// `add`, `remove` or `replace`.
    pub op: String,
    /// Where.
    pub path: String,
    /// What.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

impl Operation {
    /// A step with a value.
    pub fn new(op: &str, path: &str, value: Value) -> Operation {
        Operation { op: op.to_owned(), path: path.to_owned(), value: Some(value) }
    }
}

/// The text is no JSON Patch. What it holds is not told: it may name people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a JSON Patch")]
pub struct NotAPatch;

/// Reads a patch: at least one step, each of the three kinds with the value it needs.
///
/// # Errors
/// When it cannot be read.
pub fn read_patch(bytes: &[u8]) -> Result<Vec<Operation>, NotAPatch> {
    // Each step must be an object: a list of three texts would be read as one, too.
    let steps: Vec<serde_json::Map<String, Value>> = serde_json::from_slice(bytes).map_err(|_| NotAPatch)?;
    let operations: Vec<Operation> = serde_json::from_slice(bytes).map_err(|_| NotAPatch)?;
    let is_known = |step: &Operation| match step.op.as_str() {
        "add" | "replace" => step.value.is_some(),
        "remove" => true,
        _ => false,
    };
    let is_whole = !steps.is_empty() && operations.iter().all(is_known);
    if is_whole { Ok(operations) } else { Err(NotAPatch) }
}

/// Writes a patch.
///
/// # Errors
/// When it cannot be written, which a patch of texts can.
pub fn write_patch(operations: &[Operation]) -> Result<Vec<u8>, NotAPatch> {
    serde_json::to_vec(operations).map_err(|_| NotAPatch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_patch(text: &str) -> bool {
        read_patch(text.as_bytes()).is_ok()
    }

    #[test]
    fn steps_need_their_parts() {
        assert!(is_patch(r#"[{"op":"replace","path":"/status","value":"active"}]"#));
        assert!(is_patch(r#"[{"op":"remove","path":"/provision/period/end"}]"#));
        for wrong in [
            "",
            "[]",
            "{}",
            "[1]",
            r#"[["replace","/status","active"]]"#,
            r#"{"op":"replace","path":"/status","value":"active"}"#,
            r#"[{"op":"replace","path":"/status"}]"#,
            r#"[{"op":"replace","path":"/status","value":null}]"#,
            r#"[{"op":"move","from":"/a","path":"/status"}]"#,
            r#"[{"op":"replace","op":"add","path":"/status","value":"active"}]"#,
            "\u{feff}[{\"op\":\"remove\",\"path\":\"/status\"}]",
        ] {
            assert!(!is_patch(wrong), "{wrong}");
        }
    }
}
