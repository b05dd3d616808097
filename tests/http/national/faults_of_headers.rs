//! Error bodies of what comes with a call, or does not come at all, over HTTP (docs/sources.md#vrs-api).

use std::time::Duration;

use proxy_access::tokens::Holder;
use reqwest::Method;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::outcome::{Body, assert_body};
use super::people::happens;
use super::served::{Answer, BASE, FHIR, NOBODY, OTHER, PATIENT, answer, served, served_with};

const MISSING: &str = "Required header parameter(s) are missing.";
const INVALID: &str = "Required header parameter(s) are invalid.";

/// Headers beside the token, and what is said of them.
const HEADERS: &[(&[(&str, &str)], Body<'static>)] = &[
    (
        &[],
        (
            400,
            "invalid",
            "MISSING_VALUE",
            MISSING,
            "Invalid request with error - X-Request-ID header not found.",
        ),
    ),
    (
        &[("X-Request-ID", "1")],
        (
            400,
            "invalid",
            "INVALID_VALUE",
            INVALID,
            "Invalid request with error - X-Request-ID header invalid",
        ),
    ),
    (
        &[("X-Request-ID", NOBODY), ("X-Correlation-ID", "1")],
        (
            400,
            "invalid",
            "INVALID_VALUE",
            INVALID,
            "Invalid request with error - X-Correlation-ID header invalid",
        ),
    ),
    (
        &[("X-Request-ID", NOBODY), ("X-IM1-Connection-Params", "token")],
        (
            400,
            "invalid",
            "INVALID_VALUE",
            INVALID,
            "Invalid request with error - X-IM1-Connection-Params header invalid",
        ),
    ),
];

#[tokio::test]
async fn faults_of_headers() {
    let served = served().await;
    let path = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    for (headers, body) in HEADERS {
        let mut call = served.bare(Method::GET, &path).bearer_auth(served.token(&Holder::App));
        for (name, value) in *headers {
            call = call.header(*name, *value);
        }
        assert_body(&answer(call).await, *body, None);
    }
}

#[tokio::test]
async fn the_store_tells_which_methods_are_allowed_query_too() {
    let served = served().await;
    for name in ["PUT", "DELETE", "QUERY"] {
        let method = Method::from_bytes(name.as_bytes()).expect("a method");
        let refused = served.send(method, "/Consent", FHIR, "{}").await;
        assert_eq!(refused.told(), (405, "METHOD_NOT_ALLOWED"), "{name}");
        let allowed = refused.headers["allow"].to_str().expect("text");
        assert!(["GET", "POST"].iter().all(|method| allowed.contains(method)), "{name}: {allowed}");
    }
}

#[tokio::test]
async fn faults_of_a_change_to_a_number_that_is_nobodys() {
    let served = served().await;
    assert_eq!(happens(&served, "nhs-number-invalidated-1", OTHER, json!({})).await, 0);
    let change =
        json!({ "type": "nhs-number-change-1", "subject": PATIENT, "data": { "newNhsNumber": OTHER } });
    let body = (
        409,
        "conflict",
        "NUMBER_INVALIDATED",
        "The new NHS number was invalidated before.",
        "Nothing was changed: a number that is in use is set back to known first.",
    );
    assert_body(&served.operate(Method::POST, "person-events", &change).await, body, None);
}

#[tokio::test]
async fn faults_of_a_body_that_does_not_come() {
    let served = served_with(&[("BODY_TIMEOUT_MS", "200")]).await;
    let address = served.url.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let call = format!(
        "POST {BASE}/Consent HTTP/1.1\r\nHost: us\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
         X-Request-ID: {NOBODY}\r\nContent-Type: {FHIR}\r\nContent-Length: 100\r\n\r\n{{\"resourceType\"",
        served.token(&Holder::App)
    );
    stream.write_all(call.as_bytes()).await.expect("half of it is sent");
    let mut text = String::new();
    let reading = timeout(Duration::from_secs(10), stream.read_to_string(&mut text));
    reading.await.expect("it ends").expect("it is read");
    let body =
        (408, "timeout", "TIMEOUT", "Request timed out.", "The request could not be completed in time.");
    assert_body(&spelt(&text), body, None);
}

/// An answer that was read as it was written.
fn spelt(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
    let named = lines.filter_map(|line| line.split_once(": "));
    let headers = named.map(|(name, value)| {
        let name: HeaderName = name.parse().expect("a header's name");
        (name, HeaderValue::from_str(value).expect("a header's value"))
    });
    Answer {
        status: status.parse().expect("a number"),
        headers: headers.collect(),
        text: body.to_owned(),
        body: serde_json::from_str(body).expect("JSON"),
    }
}
