//! The description of the API says what is served, and nothing else.

use std::collections::BTreeSet;

use proxy_access::api::{Routes, openapi, routes};

#[test]
fn the_written_description_is_the_one_the_code_gives() {
    let made = openapi::text().expect("a description");
    assert!(
        made == openapi::WRITTEN,
        "run `cargo run -- openapi >src/api/openapi.json` and commit the result"
    );
}

#[test]
fn every_route_is_described_and_every_described_one_is_a_route() {
    let document: serde_json::Value = serde_json::from_str(openapi::WRITTEN).expect("JSON");
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().expect("methods").keys().map(|method| (path.clone(), method.to_uppercase()))
        })
        .collect();
    let listed = routes(Routes::listed());
    let served: BTreeSet<(String, String)> = listed
        .entries()
        .iter()
        .filter(|entry| openapi::is_described(entry))
        .map(|entry| (entry.path.to_owned(), entry.method.to_string()))
        .collect();
    assert_eq!(described, served);
    let mut ids = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        assert!(path.starts_with("/api/v1/"), "{path}");
        for (method, operation) in methods.as_object().expect("methods") {
            assert!(operation["summary"].is_string(), "{method} {path} has no summary");
            assert!(ids.insert(operation["operationId"].to_string()), "{method} {path}: an id of its own");
            assert!(
                operation["security"].as_array().is_some_and(|scopes| !scopes.is_empty()),
                "{method} {path}"
            );
        }
    }
}
