//! Claims as providers really send them: numbers as text, flags as text, empty text for nothing, absent lists.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Text that is there and not blank.
pub(in super::super) fn filled<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    let value = Option::<Value>::deserialize(source)?;
    Ok(value
        .as_ref()
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned))
}

/// True where the value is `true` or `"true"`.
pub(in super::super) fn flag<'de, D: Deserializer<'de>>(source: D) -> Result<bool, D::Error> {
    Ok(match Option::<Value>::deserialize(source)? {
        Some(Value::Bool(flag)) => flag,
        Some(Value::String(text)) => text == "true",
        Some(_) | None => false,
    })
}

/// A level such as `3`, `3.0` or `"3"`.
pub(in super::super) fn level<'de, D: Deserializer<'de>>(source: D) -> Result<Option<u64>, D::Error> {
    Ok(match Option::<Value>::deserialize(source)? {
        Some(Value::Number(number)) => number.as_u64().or_else(|| whole(number.as_f64()?)),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(_) | None => None,
    })
}

/// A number that is written with a fraction and has none.
fn whole(number: f64) -> Option<u64> {
    let is_whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    is_whole.then_some(number as u64)
}

/// A list; absent and null are empty, an item of the wrong shape is left out.
pub(in super::super) fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    source: D,
) -> Result<Vec<T>, D::Error> {
    let items = Option::<Vec<Value>>::deserialize(source)?.unwrap_or_default();
    Ok(items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Sample {
        #[serde(default, deserialize_with = "filled")]
        text: Option<String>,
        #[serde(default, deserialize_with = "flag")]
        flag: bool,
        #[serde(default, deserialize_with = "level")]
        level: Option<u64>,
        #[serde(default, deserialize_with = "list")]
        list: Vec<String>,
    }

    fn sample(json: &str) -> (Option<String>, bool, Option<u64>, usize) {
        let sample: Sample = serde_json::from_str(json).unwrap();
        (sample.text, sample.flag, sample.level, sample.list.len())
    }

    #[test]
    fn values_are_read_as_number_or_text() {
        assert_eq!(
            sample(r#"{"flag":"true","level":"3","text":" a "}"#),
            (Some("a".into()), true, Some(3), 0)
        );
        assert_eq!(sample(r#"{"flag":true,"level":3,"list":["x",1]}"#), (None, true, Some(3), 1));
        assert_eq!(sample(r#"{"level":3.0}"#).2, Some(3), "numbers of the same value are the same");
        assert_eq!(sample(r#"{"level":3.5}"#).2, None);
    }

    #[test]
    fn nothing_and_nonsense_are_nothing() {
        assert_eq!(sample("{}"), (None, false, None, 0));
        assert_eq!(sample(r#"{"flag":"yes","level":-1,"text":"","list":null}"#), (None, false, None, 0));
        assert_eq!(sample(r#"{"flag":1,"level":"high","text":5}"#), (None, false, None, 0));
    }
}
