//! Requests that break a rule.

use super::*;
use crate::oidc::store::{CODE_LIFE, TOKEN_LIFE};
use time::Duration;

#[tokio::test]
async fn an_unregistered_client_or_address_is_told_on_the_providers_own_page() {
    for (name, value) in [
        ("client_id", "them"),
        ("client_id", ""),
        ("redirect_uri", "http://service.test/callback/"),
        ("redirect_uri", "http://evil.test/callback"),
        ("redirect_uri", ""),
    ] {
        let mut scene = Scene::nhs_login();
        let answer = scene.authorize(&[(name, value)]).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{name}={value}");
        assert!(answer.headers().get(LOCATION).is_none());
        assert!(text(answer).await.contains("<h1>This request cannot be answered</h1>"));
    }
}

#[tokio::test]
async fn every_other_broken_rule_comes_back_with_its_code() {
    let cases: &[(&str, &str, &str)] = &[
        ("state", "", "invalid_request"),
        ("nonce", "", "invalid_request"),
        ("response_type", "", "invalid_request"),
        ("response_type", "id_token", "unsupported_response_type"),
        ("response_mode", "form_post", "invalid_request"),
        ("scope", "", "invalid_request"),
        ("scope", "profile", "invalid_scope"),
        ("scope", "openid unheard_of", "invalid_scope"),
        ("scope", "openid gp_integration_credentials", "invalid_scope"),
        ("scope", "openid profile basic_demographics", "invalid_scope"),
        ("vtr", "P9.Cp.Cd", "invalid_request"),
        ("vtr", r#"["P7.Cm"]"#, "invalid_request"),
        ("prompt", "consent", "invalid_request"),
        ("display", "popup", "invalid_request"),
        ("request", "e30.e30.", "request_not_supported"),
        ("request_uri", "http://service.test/r", "request_uri_not_supported"),
        ("code_challenge_method", "S256", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
    ];
    for (name, value, code) in cases {
        let mut scene = Scene::nhs_login();
        let answer = scene.authorize(&[(name, value)]).await;
        assert_eq!(came_back(&answer, "error").as_deref(), Some(*code), "{name}={value}");
        assert_eq!(came_back(&answer, "state").is_some(), *name != "state");
    }
}

#[tokio::test]
async fn a_parameter_sent_twice_is_refused() {
    let mut scene = Scene::cis2();
    let query = encoded(&scene.request(&[]));
    let answer = scene.get(&format!("/authorize?{query}&nonce=another")).await;
    assert_eq!(came_back(&answer, "error").as_deref(), Some("invalid_request"));
}

#[tokio::test]
async fn a_request_may_also_be_posted() {
    let mut scene = Scene::nhs_login();
    let answer = scene.post("/authorize", &scene.request(&[])).await;
    assert!(text(answer).await.contains(r#"name="person" value="margaret""#));
}

#[tokio::test]
async fn nobody_outside_the_cast_and_nobody_without_an_account_signs_in() {
    for person in ["harold", "reception-a", "nobody"] {
        let mut scene = Scene::nhs_login();
        let answer = scene.sign_in(person, &[], None).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{person}");
    }
    let mut scene = Scene::nhs_login();
    let page = text(scene.authorize(&[]).await).await;
    let answer = scene.post("/consent", &[("request", &hidden(&page)), ("consent", "share")]).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "consent before anybody signed in");
}

#[tokio::test]
async fn a_code_works_once_and_its_replay_withdraws_the_access_token() {
    let mut scene = Scene::nhs_login();
    let code = scene.code("margaret", &[]).await;
    let (_, tokens) = scene.exchange(&code, &[]).await;
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(scene.userinfo(access).await.0, StatusCode::OK);
    let (status, again) = scene.exchange(&code, &[]).await;
    assert_eq!((status, &again["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_grant")));
    assert_eq!(scene.userinfo(access).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn codes_and_access_tokens_grow_old() {
    let mut scene = Scene::nhs_login();
    let code = scene.code("margaret", &[]).await;
    scene.clock.advance(Duration::seconds(CODE_LIFE));
    assert_eq!(scene.exchange(&code, &[]).await.1["error"], "invalid_grant");
    let tokens = scene.tokens("margaret").await;
    scene.clock.advance(Duration::seconds(TOKEN_LIFE));
    assert_eq!(scene.userinfo(tokens["access_token"].as_str().unwrap()).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_token_endpoint_names_what_is_wrong() {
    let cases: &[(&str, &str, &str)] = &[
        ("grant_type", "", "invalid_request"),
        ("grant_type", "client_credentials", "unsupported_grant_type"),
        ("grant_type", "refresh_token", "unauthorized_client"),
        ("code", "guessed", "invalid_grant"),
        ("redirect_uri", "http://service.test/other", "invalid_grant"),
        ("client_assertion_type", "jwt", "invalid_client"),
        ("client_assertion", "", "invalid_client"),
        ("client_assertion", "e30.e30.AA", "invalid_client"),
        ("client_id", "them", "invalid_client"),
        ("client_secret", "secret", "invalid_client"),
    ];
    for (name, value, error) in cases {
        let mut scene = Scene::nhs_login();
        let code = scene.code("margaret", &[]).await;
        let (status, body) = scene.exchange(&code, &[(name, value)]).await;
        assert_eq!((status, &body["error"]), (StatusCode::BAD_REQUEST, &json!(error)), "{name}={value}");
    }
}

#[tokio::test]
async fn an_assertion_cannot_be_used_twice() {
    let mut scene = Scene::cis2();
    let assertion = scene.assertion();
    let code = scene.code("reception-a", &[]).await;
    assert_eq!(scene.exchange(&code, &[("client_assertion", &assertion)]).await.0, StatusCode::OK);
    let code = scene.code("reception-a", &[]).await;
    let (_, body) = scene.exchange(&code, &[("client_assertion", &assertion)]).await;
    assert_eq!(body["error_description"], "JWT is not valid: jti was used before");
}

#[tokio::test]
async fn a_challenge_that_was_sent_must_be_met() {
    // RFC 7636, appendix B.
    let (verifier, challenge) =
        ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    let asked = [("code_challenge", challenge), ("code_challenge_method", "S256")];
    for (sent, good) in [(verifier, true), ("another", false), ("", false)] {
        let mut scene = Scene::nhs_login();
        let code = scene.code("margaret", &asked).await;
        let (status, _) = scene.exchange(&code, &[("code_verifier", sent)]).await;
        assert_eq!(status == StatusCode::OK, good, "{sent}");
    }
}
