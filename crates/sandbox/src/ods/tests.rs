use serde_json::Value;

use super::PATH;
use crate::Sandbox;
use crate::switches::OdsSwitches;
use crate::tests::test_sandbox;

async fn get(sandbox: &Sandbox, code: &str, key: Option<&str>) -> (u16, Value) {
    let url = format!("{}{PATH}/Organization/{code}", sandbox.url());
    let mut request = reqwest::Client::new().get(url);
    if let Some(key) = key {
        request = request.header("apikey", key);
    }
    let answer = request.send().await.expect("answers");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

fn roles(organisation: &Value) -> Vec<&str> {
    let extensions = organisation["extension"].as_array().expect("extensions");
    extensions
        .iter()
        .filter_map(|e| e["extension"][1]["valueCodeableConcept"]["coding"][0]["code"].as_str())
        .collect()
}

#[tokio::test]
async fn a_practice_has_both_roles_and_a_trust_has_neither() {
    let sandbox = test_sandbox().await;
    let (status, practice) = get(&sandbox, "A81001", Some("key")).await;
    assert_eq!((status, roles(&practice)), (200, vec!["RO177", "RO76"]));
    assert_eq!(
        (&practice["active"], &practice["name"]),
        (&true.into(), &"RIVERSIDE MEDICAL PRACTICE".into())
    );
    assert_eq!(roles(&get(&sandbox, "RXX01", Some("key")).await.1), ["RO197"]);
    sandbox.stop().await;
}

#[tokio::test]
async fn refusals_are_operation_outcomes() {
    let sandbox = test_sandbox().await;
    let (status, body) = get(&sandbox, "Z99999", Some("key")).await;
    assert_eq!((status, &body["issue"][0]["code"]), (404, &"processing".into()));
    let (status, body) = get(&sandbox, "A81001", None).await;
    assert_eq!((status, &body["issue"][0]["code"]), (401, &"401".into()));
    sandbox.switches().set_ods(OdsSwitches { closed: vec!["A81001".into()], ..Default::default() });
    assert_eq!(get(&sandbox, "A81001", Some("key")).await.1["active"], false);
    sandbox.switches().set_ods(OdsSwitches { down: true, ..Default::default() });
    assert_eq!(get(&sandbox, "A81001", Some("key")).await.0, 503);
    sandbox.stop().await;
}
