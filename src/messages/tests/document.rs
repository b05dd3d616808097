//! The document for a practice's mailbox is what its schema says.

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::messages::document::{NotWritten, SCHEMA, document};

const ID: Uuid = Uuid::from_u128(7);

/// What of `value` breaks `schema`; as much of JSON Schema as ours uses, and anything else is a fault too.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (rule, wanted) in schema.as_object().unwrap() {
        let holds = match rule.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let target = wanted.as_str().unwrap().trim_start_matches('#');
                found.extend(faults(root, root.pointer(target).unwrap(), value, at));
                true
            }
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "type" => {
                let names = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted.clone()]);
                names.iter().any(|name| is_a(value, name.as_str().unwrap()))
            }
            "required" => {
                wanted.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some())
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                wanted == false && value.as_object().unwrap().keys().all(|name| known.contains_key(name))
            }
            "properties" => {
                for (name, inner) in wanted.as_object().unwrap() {
                    if let Some(part) = value.get(name) {
                        found.extend(faults(root, inner, part, &format!("{at}/{name}")));
                    }
                }
                true
            }
            "items" => {
                for part in value.as_array().unwrap() {
                    found.extend(faults(root, wanted, part, &format!("{at}[]")));
                }
                true
            }
            "pattern" => {
                let text = value.as_str().unwrap();
                wanted == "^[0-9]{10}$" && text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
            }
            "format" => value.as_str().is_none_or(|text| has_format(text, wanted.as_str().unwrap())),
            _ => false,
        };
        if !holds {
            found.push(format!("{at}: {rule} {wanted}"));
        }
    }
    found
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "null" => value.is_null(),
        _ => false,
    }
}

fn has_format(text: &str, format: &str) -> bool {
    match format {
        "uuid" => Uuid::parse_str(text).is_ok(),
        "uri" => url::Url::parse(text).is_ok(),
        "date" => {
            let digits = text
                .char_indices()
                .all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() });
            text.len() == 10 && digits
        }
        _ => false,
    }
}

fn breaks(value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    faults(&schema, &schema, value, "")
}

fn written(message: Message, change: impl Fn(&mut Facts)) -> Value {
    let mut facts = facts(Recipient::Practice, Language::En);
    facts.secure = Some(secure());
    facts.delegation.stage = stage_of(message);
    change(&mut facts);
    serde_json::from_slice(&document(message, ID, &facts).unwrap()).unwrap()
}

#[test]
fn every_message_fits_the_schema() {
    for message in Message::ALL {
        let value = written(message, |_| ());
        assert!(breaks(&value).is_empty(), "{message:?}: {:?}", breaks(&value));
        let value = written(message, |facts| {
            facts.secure = Some(Secure { accepted_on: None, ..secure() });
        });
        assert!(breaks(&value).is_empty() && value["accepted_on"].is_null(), "{message:?}");
    }
}

#[test]
fn it_says_all_that_the_practice_needs() {
    let value = written(Message::NewRequest, |_| ());
    let text = value["text"].as_str().unwrap();
    assert!(text.contains("999 000 0018") && text.contains("https://trusted.example/somewhere/1"), "{text}");
    assert_eq!(value["type"], "new_request");
    assert_eq!(value["id"], ID.to_string());
    assert_eq!(value["reference"], Uuid::from_u128(3).to_string());
    let margaret = json!({"nhs_number": "9990000018", "given_name": "Margaret", "family_name": "Ashworth"});
    let david = json!({"nhs_number": "9990000026", "given_name": "David", "family_name": "Ashworth"});
    assert_eq!((&value["delegator"], &value["delegate"]), (&margaret, &david));
    assert_eq!(value["requested_on"], "2026-11-21");
    assert_eq!(value["accepted_on"], "2026-11-25");
    assert_eq!(value["access"]["record"], "detailed");
    assert_eq!(value["access"]["ends"], "2027-11-30");
}

#[test]
fn what_is_no_longer_so_is_news_and_what_is_not_for_practices_too() {
    let late = written(Message::RemovalNeeded, |facts| facts.delegation.stage = Stage::Ended);
    assert_eq!(late["type"], "news");
    assert_eq!(written(Message::Invitation, |_| ())["type"], "news");
    assert_eq!(written(Message::RemovalNeeded, |_| ())["type"], "removal_needed");
}

#[test]
fn without_the_right_to_carry_details_there_is_no_document() {
    let refused = document(Message::NewRequest, ID, &facts(Recipient::Practice, Language::En));
    assert!(matches!(refused, Err(NotWritten::NoDetails)));
}

#[test]
fn what_does_not_fit_is_seen() {
    let changes: [(&str, Value); 6] = [
        ("/type", json!("invitation")),
        ("/delegator/nhs_number", json!("999 000 0018")),
        ("/requested_on", json!("21/11/2026")),
        ("/access/services", json!(["everything"])),
        ("/version", json!(2)),
        ("/link", json!("nowhere")),
    ];
    for (path, wrong) in changes {
        let mut value = written(Message::NewRequest, |_| ());
        *value.pointer_mut(path).unwrap() = wrong;
        assert!(!breaks(&value).is_empty(), "{path}");
    }
    let mut value = written(Message::NewRequest, |_| ());
    value["more"] = json!(1);
    assert!(!breaks(&value).is_empty());
    value.as_object_mut().unwrap().retain(|name, _| name != "more" && name != "text");
    assert!(!breaks(&value).is_empty());
}
