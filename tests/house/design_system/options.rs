//! Reads the options of a component's fixture into what our macros take.

use proxy_access::web::parts::{Choice, FieldView};
use serde_json::Value;

/// A string, a number as a string, or nothing.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => ["text", "heading", "html"]
            .iter()
            .filter_map(|key| object.get(*key))
            .map(text)
            .next()
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// A label or a legend: its words, size, caption, and whether it is the h1.
pub struct Heading {
    pub text: String,
    pub size: String,
    pub heading: bool,
    pub caption: String,
}

impl Heading {
    pub fn of(value: &Value) -> Heading {
        let heading = match &value["heading"] {
            Value::Null | Value::Bool(_) => None,
            other => Some(text(other)),
        };
        let inner = text(&value["heading"]["size"]);
        Heading {
            heading: heading.is_some(),
            text: heading.unwrap_or_else(|| text(value)),
            size: if inner.is_empty() { text(&value["size"]) } else { inner },
            caption: text(&value["caption"]),
        }
    }
}

/// The field of a form component.
pub fn field(o: &Value) -> FieldView {
    let name = text(&o["name"]);
    let id = [text(&o["id"]), text(&o["idPrefix"]), name.clone()].into_iter().find(|id| !id.is_empty());
    let error = text(&o["errorMessage"]);
    FieldView {
        id: id.unwrap_or_default(),
        name,
        value: text(&o["value"]),
        error: (!error.is_empty()).then_some(error),
    }
}

/// The radios, checkboxes or options.
pub fn choices(o: &Value) -> Vec<Choice> {
    let ticked: Vec<String> = list(&o["values"]).iter().map(text).collect();
    list(&o["items"])
        .iter()
        .map(|item| match &item["divider"] {
            Value::Null | Value::Bool(false) => Choice {
                value: text(&item["value"]),
                label: text(&item["text"]),
                hint: text(&item["hint"]),
                checked: ticked.contains(&text(&item["value"])),
                reveals: !item["conditional"].is_null(),
                exclusive: item["behaviour"] == "exclusive" || item["exclusive"] == true,
                divider: false,
            },
            divider => Choice::divider(text(divider)),
        })
        .collect()
}

/// What each choice reveals.
pub fn reveals(o: &Value) -> Vec<(String, String)> {
    list(&o["items"]).iter().map(|item| (text(&item["value"]), text(&item["conditional"]["html"]))).collect()
}

/// A list, or nothing.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Every option a fixture sets, as `path` and as `path:type` (`errorMessage:bool`); nulls are not set.
pub fn paths(value: &Value, path: &str, all: &mut Vec<String>) {
    let kind = match value {
        Value::Null => return,
        Value::Bool(_) => "bool",
        Value::Number(_) | Value::String(_) => "text",
        Value::Array(items) => {
            items.iter().for_each(|item| paths(item, &format!("{path}[]"), all));
            "list"
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                paths(value, &inner, all);
            }
            "object"
        }
    };
    all.extend([path.to_owned(), format!("{path}:{kind}")]);
}
