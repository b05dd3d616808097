//! Tokens that programs get from the store itself, by an assertion of their own key.

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use proxy_access::run::demo::national::ISSUER;
use proxy_access::tokens::TokenKeys;
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::served::{Answer, BASE, NOBODY, PATIENT, Served, answer, served, served_with};
use crate::support::keys::another_key;

const PROGRAM: &str = "a-key-of-the-platform";

/// A program with a key.
struct Program {
    pem: String,
    public: Value,
}

impl Program {
    fn new() -> Program {
        let pem = another_key();
        let keys = TokenKeys::read(&pem.clone().into()).expect("a key");
        let public = serde_json::to_value(keys.public()).expect("JSON");
        Program { pem, public }
    }

    fn assertion(&self, served: &Served, change: impl FnOnce(&mut Value)) -> String {
        let mut claims = json!({
            "iss": PROGRAM, "sub": PROGRAM, "aud": format!("{}/oauth2/token", served.url),
            "jti": served.clock.new_id(), "exp": (served.clock.now() + Duration::minutes(3)).unix_timestamp(),
        });
        change(&mut claims);
        let mut header = Header::new(Algorithm::RS512);
        header.kid = self.public["keys"][0]["kid"].as_str().map(str::to_owned);
        let key = EncodingKey::from_rsa_pem(self.pem.as_bytes()).expect("a key");
        encode(&header, &claims, &key).expect("an assertion")
    }
}

async fn ask(served: &Served, assertion: &str) -> Answer {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "client_credentials")
        .append_pair("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .append_pair("client_assertion", assertion)
        .finish();
    send(served, form).await
}

async fn send(served: &Served, form: String) -> Answer {
    let call = served.bare(Method::POST, "/oauth2/token");
    answer(call.header("Content-Type", "application/x-www-form-urlencoded").body(form)).await
}

#[tokio::test]
async fn a_program_that_proves_who_it_is_gets_a_token_that_opens_the_store_once_for_each_assertion() {
    let program = Program::new();
    let programs = json!({ PROGRAM: program.public }).to_string();
    let served = served_with(&[("NATIONAL_PROGRAMS", &programs)]).await;
    let assertion = program.assertion(&served, |_| {});
    let given = ask(&served, &assertion).await;
    assert_eq!((given.status, &given.body["expires_in"]), (200, &json!("599")), "{}", given.text);
    let token = given.body["access_token"].as_str().expect("a token");
    let path = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    let call = served.bare(Method::GET, &path).bearer_auth(token).header("X-Request-ID", NOBODY);
    assert_eq!(answer(call).await.status, 200);
    assert_eq!(ask(&served, &assertion).await.status, 401, "an assertion is good once");
    served.clock.advance(Duration::minutes(10));
    let call = served.bare(Method::GET, &path).bearer_auth(token).header("X-Request-ID", NOBODY);
    assert_eq!(answer(call).await.status, 401, "and a token for ten minutes");
}

#[tokio::test]
async fn my_library_names_the_store_and_not_its_token_endpoint() {
    let program = Program::new();
    let programs = json!({ PROGRAM: program.public }).to_string();
    let served = served_with(&[("NATIONAL_PROGRAMS", &programs)]).await;
    let (store, endpoint) = (served.url.clone(), format!("{}/oauth2/token", served.url));
    for (audience, status) in [
        (json!(store), 200),
        (json!([store, endpoint]), 200),
        // Who gives out the tokens that people bring is another server, and an assertion for it is none for the store.
        (json!(ISSUER), 401),
        (json!([store, ISSUER]), 401),
        (json!(format!("{store}/elsewhere")), 401),
    ] {
        let assertion = program.assertion(&served, |claims| claims["aud"] = audience.clone());
        let given = ask(&served, &assertion).await;
        assert_eq!(given.status, status, "{audience}: {}", given.text);
    }
}

#[tokio::test]
async fn who_proves_nothing_gets_no_token() {
    let (program, stranger) = (Program::new(), Program::new());
    let programs = json!({ PROGRAM: program.public }).to_string();
    let served = served_with(&[("NATIONAL_PROGRAMS", &programs)]).await;
    let assertions = [
        stranger.assertion(&served, |_| {}),
        program.assertion(&served, |claims| claims["aud"] = json!("https://elsewhere.test/oauth2/token")),
        program.assertion(&served, |claims| claims["iss"] = json!("another")),
        program.assertion(&served, |claims| claims["exp"] = json!(0)),
        "x.y.z".to_owned(),
    ];
    for assertion in assertions {
        let refused = ask(&served, &assertion).await;
        assert_eq!((refused.status, &refused.body["error"]), (401, &json!("invalid_client")), "{assertion}");
    }
    for (form, error) in [
        ("", "invalid_request"),
        ("grant_type=password", "unsupported_grant_type"),
        ("grant_type=client_credentials", "invalid_request"),
    ] {
        let refused = send(&served, form.to_owned()).await;
        assert_eq!((refused.status, &refused.body["error"]), (400, &json!(error)), "{form}");
    }
}

#[tokio::test]
async fn a_store_without_programs_gives_out_nothing() {
    let program = Program::new();
    let served = served().await;
    let assertion = program.assertion(&served, |_| {});
    assert_eq!(ask(&served, &assertion).await.status, 404);
}
