use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use super::{ASSERTION_TYPE, PATH};
use crate::Sandbox;
use crate::switches::PdsSwitches;
use crate::tests::{OURS, STRANGER, TestKey, start, start_with};
use domain::clock::Clock;

/// An assertion that would be accepted, before `change` spoils it.
fn assertion(
    sandbox: &Sandbox,
    clock: &Clock,
    key: &TestKey,
    change: impl Fn(&mut Value, &mut Value),
) -> String {
    let mut header = json!({"alg": "RS512", "typ": "JWT", "kid": "pds-1"});
    let mut claims = json!({
        "iss": "api-key", "sub": "api-key", "aud": format!("{}{PATH}", sandbox.url()),
        "jti": clock.new_id().to_string(), "exp": clock.now().unix_timestamp() + 300,
    });
    change(&mut header, &mut claims);
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature =
        jsonwebtoken::crypto::sign(signed.as_bytes(), &key.private, Algorithm::RS512).expect("signs");
    format!("{signed}.{signature}")
}

async fn ask(sandbox: &Sandbox, fields: &[(&str, &str)]) -> (u16, Value) {
    let url = format!("{}{PATH}", sandbox.url());
    let answer = reqwest::Client::new().post(url).form(fields).send().await.expect("answers");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

async fn ask_with(sandbox: &Sandbox, jwt: &str) -> (u16, Value) {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", ASSERTION_TYPE),
        ("client_assertion", jwt),
    ];
    ask(sandbox, &fields).await
}

/// A token for the tests of the APIs behind the endpoint.
pub(crate) async fn fresh_token(sandbox: &Sandbox, clock: &Clock) -> String {
    let jwt = assertion(sandbox, clock, &OURS, |_, _| {});
    ask_with(sandbox, &jwt).await.1["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn a_right_assertion_gets_a_token_whose_numbers_are_strings() {
    let clock = Clock::system();
    let sandbox = start(clock.clone()).await;
    let (status, body) = ask_with(&sandbox, &assertion(&sandbox, &clock, &OURS, |_, _| {})).await;
    assert_eq!((status, &body["expires_in"], &body["token_type"]), (200, &json!("599"), &json!("Bearer")));
    assert!(body["issued_at"].as_str().is_some_and(|at| at.len() == 13));
    let token = body["access_token"].as_str().expect("a token");
    assert!(sandbox.tokens.valid(token, clock.now()));
    clock.advance(time::Duration::minutes(10));
    assert!(!sandbox.tokens.valid(token, clock.now()));
    sandbox.stop().await;
}

type Change = fn(&mut Value, &mut Value);

/// The table of docs/sources.md#apim-oauth from the algorithm on: each row also breaks every later one it can, so
/// that the order shows.
const ROWS: &[(u16, &str, &str, Change)] = &[
    (
        400,
        "invalid_request",
        "Invalid 'alg' header in client_assertion JWT - unsupported JWT algorithm - must be 'RS512'",
        |h, c| {
            h["alg"] = json!("RS256");
            c["exp"] = json!(1);
        },
    ),
    (400, "invalid_request", "Invalid 'exp' claim in client_assertion JWT - JWT has expired", |h, c| {
        c["exp"] = json!(1);
        h["kid"] = Value::Null;
    }),
    (400, "invalid_request", "Missing 'kid' header in client_assertion JWT", |h, _| {
        h["kid"] = Value::Null;
        h["typ"] = json!("at+jwt");
    }),
    (400, "invalid_request", "Invalid 'typ' header in client_assertion JWT - must be 'JWT'", |h, c| {
        h["typ"] = json!("at+jwt");
        c["exp"] = Value::Null;
    }),
    (400, "invalid_request", "Missing 'exp' claim in client_assertion JWT", |_, c| {
        c["exp"] = Value::Null;
        c["iss"] = Value::Null;
    }),
    (400, "invalid_request", "Invalid 'exp' claim in client_assertion JWT - must be an integer", |_, c| {
        c["exp"] = json!("9999999999");
        c["iss"] = Value::Null;
    }),
    (400, "invalid_request", "Missing or non-matching 'iss'/'sub' claims in client_assertion JWT", |_, c| {
        c["sub"] = json!("another");
        c["jti"] = Value::Null;
    }),
    (400, "invalid_request", "Missing 'jti' claim in client_assertion JWT", |_, c| {
        c["jti"] = Value::Null;
        c["exp"] = json!(9_999_999_999_i64);
    }),
    (
        400,
        "invalid_request",
        "Invalid 'jti' claim in client_assertion JWT - must be a unique string value such as a GUID",
        |_, c| {
            c["jti"] = json!(7);
            c["exp"] = json!(9_999_999_999_i64);
        },
    ),
    (
        400,
        "invalid_request",
        "Invalid 'exp' claim in client_assertion JWT - more than 5 minutes in future",
        |_, c| {
            c["exp"] = json!(9_999_999_999_i64);
            c["iss"] = json!("another");
            c["sub"] = json!("another");
        },
    ),
    (401, "invalid_request", "Invalid 'iss'/'sub' claims in client_assertion JWT", |h, c| {
        c["iss"] = json!("another");
        c["sub"] = json!("another");
        h["kid"] = json!("unknown");
    }),
    (
        401,
        "invalid_request",
        "Invalid 'kid' header in client_assertion JWT - no matching public key",
        |h, c| {
            h["kid"] = json!("unknown");
            c["aud"] = json!("https://elsewhere.test/token");
        },
    ),
    (401, "invalid_request", "Missing or invalid 'aud' claim in client_assertion JWT", |_, c| {
        c["aud"] = json!("https://elsewhere.test/token");
    }),
    (401, "public_key error", "JWT signature verification failed", |_, _| {}),
];

#[tokio::test]
async fn faults_are_named_in_the_platforms_order_and_words() {
    let clock = Clock::system();
    let sandbox = start(clock.clone()).await;
    for (status, error, description, change) in ROWS {
        // A stranger's signature makes the last row true of every one before it.
        let (got, body) = ask_with(&sandbox, &assertion(&sandbox, &clock, &STRANGER, change)).await;
        assert_eq!(
            (got, &body["error"], &body["error_description"]),
            (*status, &json!(error), &json!(description))
        );
        assert!(body["message_id"].is_string());
    }
    sandbox.stop().await;
}

/// Fields of a form: names and values.
type Pairs<'a> = &'a [(&'a str, &'a str)];

#[tokio::test]
async fn the_form_is_checked_before_the_assertion() {
    let sandbox = start(Clock::system()).await;
    let (credentials, kind) =
        (("grant_type", "client_credentials"), ("client_assertion_type", ASSERTION_TYPE));
    let cases: [(Pairs, &str, &str); 6] = [
        (&[], "invalid_request", "grant_type is missing"),
        (&[("grant_type", "password")], "unsupported_grant_type", "grant_type is invalid"),
        (&[credentials], "invalid_request", "Missing or invalid client_assertion_type"),
        (&[credentials, kind], "invalid_request", "Missing client_assertion"),
        (
            &[credentials, kind, ("client_assertion", "a.b")],
            "invalid_request",
            "Malformed JWT in client_assertion",
        ),
        (
            &[credentials, kind, ("client_assertion", "a.b.c")],
            "invalid_request",
            "Malformed JWT in client_assertion",
        ),
    ];
    for (fields, error, description) in cases {
        let (status, body) = ask(&sandbox, fields).await;
        assert_eq!((status, &body["error"]), (400, &json!(error)));
        assert!(
            body["error_description"].as_str().is_some_and(|text| text.starts_with(description)),
            "{body}"
        );
    }
    let url = format!("{}{PATH}", sandbox.url());
    let answer = reqwest::Client::new().post(url).json(&json!({})).send().await.expect("answers");
    assert_eq!(answer.status(), 415);
    sandbox.stop().await;
}

#[tokio::test]
async fn an_assertion_works_once() {
    let clock = Clock::system();
    let sandbox = start(clock.clone()).await;
    let jwt = assertion(&sandbox, &clock, &OURS, |_, _| {});
    assert_eq!(ask_with(&sandbox, &jwt).await.0, 200);
    let (status, body) = ask_with(&sandbox, &jwt).await;
    assert_eq!(
        (status, &body["error_description"]),
        (400, &json!("Non-unique 'jti' claim in client_assertion JWT"))
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn switches_break_the_endpoint() {
    let clock = Clock::system();
    let sandbox = start(clock.clone()).await;
    let set = |faults: PdsSwitches| sandbox.switches().set_pds(faults);
    let jwt = || assertion(&sandbox, &clock, &OURS, |_, _| {});
    set(PdsSwitches { token_401: true, ..Default::default() });
    assert_eq!(ask_with(&sandbox, &jwt()).await.0, 401);
    set(PdsSwitches { unsubscribed: true, ..Default::default() });
    assert_eq!(ask_with(&sandbox, &jwt()).await.1["error"], json!("unauthorized_client"));
    set(PdsSwitches { token_down: true, ..Default::default() });
    let answer =
        reqwest::Client::new().post(format!("{}{PATH}", sandbox.url())).send().await.expect("answers");
    assert_eq!(answer.status(), 503);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_client_that_registered_no_key_is_told_to_before_its_signature_is_looked_at() {
    let clock = Clock::system();
    let sandbox = start_with(clock.clone(), |known| known.pds.public_key_pem.clear()).await;
    let jwt = assertion(&sandbox, &clock, &STRANGER, |header, _| header["kid"] = json!("unknown"));
    let (status, body) = ask_with(&sandbox, &jwt).await;
    assert_eq!((status, &body["error"]), (403, &json!("public_key error")));
    sandbox.stop().await;
}
