//! What the records must hold.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{people, record};

fn names(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let named = entries.filter(|resource| resource["id"].is_string());
    named
        .map(|it| format!("{}/{}", it["resourceType"].as_str().unwrap(), it["id"].as_str().unwrap()))
        .collect()
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(all) => {
            found.extend(all.get("reference").and_then(Value::as_str));
            all.values().for_each(|value| references(value, found));
        }
        Value::Array(all) => all.iter().for_each(|value| references(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_record_is_the_same_each_time_and_another_for_another_person() {
    let all = people();
    assert_eq!(record(&all[0], 1), record(&all[0], 1));
    assert_ne!(record(&all[20], 1).bundle["entry"], record(&all[21], 1).bundle["entry"]);
}

#[test]
fn every_reference_leads_to_something_and_no_id_comes_twice() {
    for person in people() {
        let record = record(&person, 1);
        let names = names(&record.bundle);
        let known: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(known.len(), names.len(), "{}", person.key);
        let mut found = Vec::new();
        references(&record.bundle, &mut found);
        let lost: Vec<_> =
            found.iter().filter(|name| !name.starts_with('#') && !known.contains(*name)).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", person.key);
        let marked = record.marks["marks"].as_object().unwrap();
        assert!(marked.keys().all(|name| known.contains(name.as_str())), "{}", person.key);
    }
}

#[test]
fn each_record_has_something_of_everything_that_is_withheld() {
    for person in people() {
        let text = record(&person, 1).bundle.to_string();
        for word in ["nopat", "restricted", "confidential", "unreviewed", "unfiled", "draft"] {
            assert!(text.contains(&format!("withheld-{word}")), "{}: {word}", person.key);
        }
        assert_eq!(text.matches("\"NOPAT\"").count(), 3, "{}", person.key);
    }
}

#[test]
fn a_large_record_has_about_three_megabytes() {
    let size = record(&people()[0], 60).bundle.to_string().len();
    assert!((2_000_000..6_000_000).contains(&size), "{size}");
}
