//! How much of a resource is read into memory: a value takes far more room there than its text, so that a few million empty ones in one
//! resource would take gigabytes.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// The most values, with those within others, that a resource has; the largest lists have some tens of thousands.
pub const MOST_VALUES: usize = 200_000;

/// Whether a text of JSON has no more values than a resource has.
pub fn fits(json: &str) -> bool {
    let (mut in_text, mut escaped, mut values) = (false, false, 1_usize);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b',' | b'[' | b'{' if !in_text => values += 1,
            _ => {}
        }
    }
    values <= MOST_VALUES
}

/// A value that was read because it fits.
#[derive(Debug, Default)]
pub struct Fitting(pub Value);

impl<'de> Deserialize<'de> for Fitting {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Fitting, D::Error> {
        let raw = <&RawValue>::deserialize(from)?.get();
        if !fits(raw) {
            return Err(D::Error::custom("more values than a resource has"));
        }
        serde_json::from_str(raw).map(Fitting).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_and_what_stands_in_texts_is_none() {
        let many = |how_many: usize| format!("[{}0]", "0,".repeat(how_many - 2));
        assert!(fits(&many(MOST_VALUES)) && !fits(&many(MOST_VALUES + 1)));
        assert!(fits(&format!(r#"{{"text": "\"{}"}}"#, "[{,".repeat(MOST_VALUES))));
    }

    #[test]
    fn what_does_not_fit_is_not_read() {
        assert!(serde_json::from_str::<Fitting>(r#"{"a": [1, {}]}"#).is_ok());
        assert!(serde_json::from_str::<Fitting>(&format!("[{}{{}}]", "{},".repeat(MOST_VALUES))).is_err());
    }
}
