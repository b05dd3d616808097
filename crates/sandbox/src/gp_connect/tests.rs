use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use serde_json::{Value, json};

use super::{MIGRATE, PATH};
use crate::asker::{Asker, code};

const WAY: &str = "/A81001/STU3/1/gpconnect/structured/Patient/$gpc.migratestructuredrecord";

/// Claims of a good token of Hillview for Riverside's system.
fn claims(asker: &Asker) -> Value {
    let iat = asker.clock.now().unix_timestamp();
    json!({"iss": "https://us.test", "sub": "555", "iat": iat, "exp": iat + 300,
        "aud": format!("{}{PATH}/A81001/STU3/1/gpconnect/structured", asker.sandbox.url()),
        "reason_for_request": "migration", "requested_scope": "patient/*.read conf/R",
        "requesting_device": {"resourceType": "Device", "identifier": [{"system": "s", "value": "v"}], "model": "m", "version": "1"},
        "requesting_organization": {"resourceType": "Organization", "name": "Hillview",
            "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "B82002"}]},
        "requesting_practitioner": {"resourceType": "Practitioner", "id": "555", "name": [{"family": "Carter", "given": ["Ben"]}],
            "identifier": [{"system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "555"},
                           {"system": "https://fhir.nhs.uk/Id/sds-role-profile-id", "value": "UNK"}]}})
}

fn body(number: &str, sensitive: bool) -> Value {
    json!({"resourceType": "Parameters", "parameter": [
        {"name": "patientNHSNumber", "valueIdentifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}},
        {"name": "includeFullRecord", "part": [{"name": "includeSensitiveInformation", "valueBoolean": sensitive}]}]})
}

async fn call(asker: &Asker, claims: &Value, body: &Value, ssp: &[(&str, &str)]) -> (u16, Value) {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let token = format!("{}.{}.", part(&json!({"alg": "none", "typ": "JWT"})), part(claims));
    let mut request = asker.request(Method::POST, WAY).bearer_auth(token).body(body.to_string());
    let of = |code: &str| crate::sds::asid(code).expect("a practice of the cast");
    let (from, to) = (of("B82002"), of("A81001"));
    let trace = asker.clock.new_id().to_string();
    let own = [
        ("Ssp-TraceID", trace.as_str()),
        ("Ssp-From", &from),
        ("Ssp-To", &to),
        ("Ssp-InteractionID", MIGRATE),
        ("Accept", "application/fhir+json;charset=utf-8"),
        ("Content-Type", "application/fhir+json;charset=utf-8"),
    ];
    for (name, value) in own {
        let value = ssp.iter().find(|(other, _)| *other == name).map_or(value, |(_, value)| *value);
        if !value.is_empty() {
            request = request.header(name, value);
        }
    }
    let answer = request.send().await.expect("answers");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

/// A sandbox in which Margaret is registered at Hillview.
async fn moved() -> Asker {
    let asker = Asker::new(PATH).await;
    assert!(asker.sandbox.pds().set("9990000018", |record| record.practice = Some("B82002".to_owned())));
    asker
}

#[tokio::test]
async fn a_good_call_gets_the_record_under_its_own_id() {
    let asker = moved().await;
    let (status, bundle) = call(&asker, &claims(&asker), &body("9990000018", true), &[]).await;
    assert_eq!((status, bundle["type"].as_str()), (200, Some("collection")), "{bundle}");
    let kinds = bundle["entry"].as_array().expect("entries");
    assert!(kinds.iter().any(|entry| entry["resource"]["resourceType"] == "DocumentReference"));
    assert_eq!(asker.sandbox.gp_connect().given(), ["9990000018"]);
}

#[tokio::test]
async fn each_fault_of_a_call_is_seen() {
    let asker = moved().await;
    for (name, value) in [
        ("Ssp-TraceID", ""),
        ("Ssp-From", "200000000999"),
        ("Ssp-To", "123456789123"),
        ("Ssp-InteractionID", "urn:other"),
        ("Content-Type", "text/plain"),
    ] {
        let (status, _) = call(&asker, &claims(&asker), &body("9990000018", true), &[(name, value)]).await;
        assert_eq!(status, if name == "Content-Type" { 415 } else { 400 }, "{name}");
    }
    for (claim, value) in [
        ("exp", json!(asker.clock.now().unix_timestamp() + 299)),
        ("aud", json!("https://other.test")),
        ("reason_for_request", json!("directcare")),
        ("requested_scope", json!("patient/*.read")),
        ("sub", json!("556")),
        ("requesting_device", json!(null)),
    ] {
        let mut claims = claims(&asker);
        claims[claim] = value;
        assert_eq!(call(&asker, &claims, &body("9990000018", true), &[]).await.0, 400, "{claim}");
    }
    let good = claims(&asker);
    for (body, refusal) in [
        (body("9990000018", false), (400, "CONFLICTING_VALUES")),
        (body("9990000019", true), (400, "INVALID_NHS_NUMBER")),
        (body("9990000026", true), (403, "NO_RELATIONSHIP")),
        (body("9990000085", true), (404, "PATIENT_NOT_FOUND")),
        (json!({"resourceType": "Parameters", "parameter": []}), (422, "INVALID_PARAMETER")),
        (json!([]), (422, "INVALID_RESOURCE")),
    ] {
        let (status, outcome) = call(&asker, &good, &body, &[]).await;
        assert_eq!((status, code(&outcome).as_str()), refusal, "{body}");
    }
}
