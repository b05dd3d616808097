//! What is looked at before the body, and what stands in the head of every answer.

use std::io::Read;

use flate2::read::GzDecoder;
use reqwest::Method;
use serde_json::{Value, json};

use super::served::{Answer, BASE, Call, Row, TRACE, hold, is_outcome, served, served_with};

const BAD: &str = "BAD_REQUEST";
const MEDIA: &str = "UNSUPPORTED_MEDIA_TYPE";

fn headed(call: &mut Call, name: &'static str, value: &str) {
    call.headers.insert(name, value.to_owned());
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("H1 no trace id", |call| drop(call.headers.remove("Ssp-TraceID")), 400, BAD),
    ("H1 no UUID", |call| headed(call, "Ssp-TraceID", "629ea9ba"), 400, BAD),
    ("H1 two of them", |call| headed(call, "ssp-traceid", TRACE), 400, BAD),
    ("H2 no sender", |call| drop(call.headers.remove("Ssp-From")), 400, BAD),
    ("H2 no ASID", |call| headed(call, "Ssp-From", "20000000011x"), 400, BAD),
    ("H3 no receiver", |call| drop(call.headers.remove("Ssp-To")), 400, BAD),
    ("H3 another receiver", |call| headed(call, "Ssp-To", "123456789123"), 400, BAD),
    ("H4 no interaction", |call| drop(call.headers.remove("Ssp-InteractionID")), 400, BAD),
    ("H4 another interaction", |call| headed(call, "Ssp-InteractionID", "urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1"), 400, BAD),
    ("H5 no type", |call| drop(call.headers.remove("Content-Type")), 415, MEDIA),
    ("H5 another type", |call| headed(call, "Content-Type", "application/json"), 415, MEDIA),
    ("H5 XML", |call| headed(call, "Content-Type", "application/fhir+xml"), 415, MEDIA),
    ("H6 an answer in XML", |call| headed(call, "Accept", "application/fhir+xml"), 415, MEDIA),
    ("H6 an answer in XML by the address", |call| call.path += "?_format=application/fhir%2Bxml", 415, MEDIA),
    ("H6 the address counts first", |call| {
        headed(call, "Accept", "application/fhir+xml");
        call.path += "?_format=application/fhir%2Bjson";
    }, 200, ""),
    ("H7 another address", |call| call.path = format!("{BASE}/Patients"), 404, "NO_RECORD_FOUND"),
    ("H7 in capitals", |call| call.path = call.path.replace("gpc.migrate", "gpc.Migrate"), 404, "NO_RECORD_FOUND"),
    ("H7 a practice in small letters", |call| call.path = call.path.replace("A81001", "a81001"), 404, "NO_RECORD_FOUND"),
    ("H7 another practice", |call| call.path = call.path.replace("A81001", "B82002"), 404, "NO_RECORD_FOUND"),
    ("H8 another method", |call| call.method = Method::PUT, 405, BAD),
    ("H8 reading", |call| call.method = Method::GET, 405, BAD),
    ("H9 the other base", |call| call.path = call.path.replace("structured/", ""), 200, ""),
    // What comes first is told: order.
    ("H10 receiver before type", |call| { headed(call, "Ssp-To", "123456789123"); headed(call, "Accept", "text/html"); }, 400, BAD),
    ("H10 type before token", |call| { headed(call, "Accept", "text/html"); call.claims = Value::Null; }, 415, MEDIA),
    ("H10 token before body", |call| { call.body = "{".to_owned(); call.claims["iat"] = json!(1); }, 400, BAD),
];

#[tokio::test]
async fn each_head_is_taken_or_refused_as_its_row_says() {
    hold(&served().await, ROWS).await;
}

#[tokio::test]
async fn another_method_is_told_which_there_is() {
    let served = served().await;
    for (mut call, allowed) in
        [(served.migrate(true), "POST"), (served.metadata(), "GET"), (served.binary("x"), "GET")]
    {
        for method in [Method::PATCH, Method::DELETE, Method::OPTIONS] {
            call.method = method;
            let answer = served.send(&call).await;
            assert_eq!((answer.status, &answer.headers["allow"]), (405, &allowed.parse().expect("a value")));
            is_outcome(&answer, "another method");
        }
    }
}

#[tokio::test]
async fn the_capability_statement_tells_what_there_is() {
    let served = served().await;
    let answer = served.send(&served.metadata()).await;
    let told = &answer.body;
    assert_eq!((answer.status, &told["resourceType"]), (200, &json!("CapabilityStatement")));
    assert_eq!((&told["version"], &told["fhirVersion"]), (&json!("1.6.2"), &json!("3.0.1")));
    assert!(told["software"]["name"].is_string() && told["software"]["version"].is_string());
    assert_eq!(told["format"], json!(["application/fhir+json"]));
    let operations = told["rest"][0]["operation"].as_array().expect("operations");
    assert_eq!(operations.len(), 1, "only what there is");
    assert_eq!(operations[0]["name"], "gpc.migratestructuredrecord");
    let profiles = told["profile"].as_array().expect("profiles");
    assert!(
        profiles
            .iter()
            .all(|one| one["reference"].as_str().is_some_and(|text| text.contains("/_history/1.")))
    );
    assert_eq!(profiles.len(), 22);
    for name in ["Metadata", "metadatas"] {
        let mut call = served.metadata();
        call.path = format!("{BASE}/{name}");
        assert_eq!(served.send(&call).await.status, 404, "{name}");
    }
    let mut call = served.metadata();
    call.claims["requested_scope"] = json!("patient/*.read");
    assert_eq!(served.send(&call).await.told(), (400, BAD));
    call = served.metadata();
    call.claims["reason_for_request"] = json!("directcare");
    assert_eq!(served.send(&call).await.status, 200);
}

/// An answer as it travels, where the client takes it compressed.
async fn compressed(served: &super::served::Served, call: &Call) -> (Answer, Vec<u8>) {
    let plain = served.send(call).await;
    let mut call = call.clone();
    headed(&mut call, "Accept-Encoding", "br, gzip");
    let response = served.request(&call).send().await.expect("an answer");
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let mut read = Vec::new();
    let bytes = response.bytes().await.expect("all of it");
    GzDecoder::new(&bytes[..]).read_to_end(&mut read).expect("gzip");
    (plain, read)
}

#[tokio::test]
async fn answers_are_compressed_for_who_takes_that() {
    let served = served().await;
    for call in [served.metadata(), served.migrate(true)] {
        let (plain, read) = compressed(&served, &call).await;
        assert_eq!(String::from_utf8_lossy(&read), plain.text);
    }
}

#[tokio::test]
async fn who_reaches_us_over_https_stays_there() {
    let served = served().await;
    assert!(!served.send(&served.metadata()).await.headers.contains_key("strict-transport-security"));
    let served = served_with(&[("GP_CONNECT_URL", "https://gp.test")]).await;
    for token in [None, Some(String::new())] {
        let mut call = served.metadata();
        call.shown = token;
        let answer = served.send(&call).await;
        let told = answer.headers["strict-transport-security"].to_str().expect("text");
        assert!(told.starts_with("max-age=31536000"), "{told}");
    }
}

#[tokio::test]
async fn only_the_certificate_of_the_proxy_may_call() {
    let good = "ab".repeat(32);
    let served = served_with(&[("GP_CONNECT_CERTIFICATES", good.as_str())]).await;
    let header = "x-client-certificate-fingerprint";
    let mut call = served.migrate(true);
    let answer = served.send(&call).await;
    assert_eq!(answer.told(), (403, "ACCESS DENIED"), "none");
    is_outcome(&answer, "none");
    for (shown, status) in
        [("cd".repeat(32), 403), (String::new(), 403), (good.clone(), 200), ("AB:".repeat(31) + "AB", 200)]
    {
        headed(&mut call, header, &shown);
        assert_eq!(served.send(&call).await.status, status, "{shown}");
    }
    headed(&mut call, "X-Client-Certificate-Fingerprint", &good);
    assert_eq!(served.send(&call).await.status, 403, "twice");
    let mut nowhere = served.metadata();
    nowhere.path = "/".to_owned();
    assert_eq!(served.send(&nowhere).await.told(), (403, "ACCESS DENIED"), "whatever is asked for");
    let noted: i64 = sqlx::query_scalar("select count(*) from gp_connect_call where fault = 'ACCESS DENIED'")
        .fetch_one(&served.db)
        .await
        .expect("a count");
    assert_eq!(noted, 5);
}
