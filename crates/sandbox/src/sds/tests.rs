use serde_json::Value;

use super::PATH;
use crate::asker::Asker;

const MIGRATE: &str = "urn:nhs:names:services:gpconnect:fhir:operation:gpc.migratestructuredrecord-1";

async fn search(asker: &Asker, kind: &str, query: &[(&str, &str)]) -> (u16, Value) {
    let request = asker.request(reqwest::Method::GET, &format!("/{kind}")).query(query);
    let answer = request.header("apikey", "sandbox").send().await.expect("answers");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

fn practice(code: &str) -> [(&'static str, String); 2] {
    [
        ("organization", format!("https://fhir.nhs.uk/Id/ods-organization-code|{code}")),
        ("identifier", format!("https://fhir.nhs.uk/Id/nhsServiceInteractionId|{MIGRATE}")),
    ]
}

#[tokio::test]
async fn a_practice_has_a_system_with_an_asid_and_an_address() {
    let asker = Asker::new(PATH).await;
    let query = practice("A81001");
    let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (status, devices) = search(&asker, "Device", &query).await;
    assert_eq!((status, devices["total"].as_u64()), (200, Some(1)));
    let (_, endpoints) = search(&asker, "Endpoint", &query).await;
    let address = endpoints["entry"][0]["resource"]["address"].as_str().unwrap_or_default();
    assert!(address.ends_with("/A81001/STU3/1/gpconnect/structured"), "{address}");
}

#[tokio::test]
async fn nothing_is_found_of_others_and_nothing_is_passed_over() {
    let asker = Asker::new(PATH).await;
    let query = practice("Z99999");
    let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(search(&asker, "Device", &query).await.1["total"], 0);
    assert_eq!(search(&asker, "Device", &query[..1]).await.0, 400);
    assert_eq!(search(&asker, "Device", &[("organization", "A81001")]).await.0, 400);
    assert_eq!(search(&asker, "Patient", &query).await.0, 404);
}
