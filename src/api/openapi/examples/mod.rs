//! An example of what each operation takes and gives: one life of what Margaret asks for David, both of the demo's cast, so
//! that it can be tried there as it stands. A test lives it, and holds every answer against its example.

mod delegation;
mod read;
mod sent;

use serde_json::Value;

use crate::api::needs::Entry;

/// Adds the examples of one route to its operation.
pub fn add(document: &mut Value, entry: &Entry) {
    let method = entry.method.as_str().to_lowercase();
    let Some(operation) = document["paths"][entry.path].get_mut(&method) else { return };
    let path = entry.path.trim_start_matches(BASE);
    if let (Some(body), Some(example)) = (operation.get_mut("requestBody"), sent::example(path)) {
        body["content"][JSON]["example"] = example;
    }
    for status in ["200", "201"] {
        let answer = operation["responses"].get_mut(status);
        if let (Some(answer), Some(example)) = (answer, answered(&method, path)) {
            answer["content"][JSON]["example"] = example;
        }
    }
}

/// Where all paths of the description begin.
const BASE: &str = "/api/v1/";
const JSON: &str = "application/json";

fn answered(method: &str, path: &str) -> Option<Value> {
    match method {
        "get" => read::example(path),
        _ => delegation::example(path).or_else(|| read::example(path)),
    }
}
