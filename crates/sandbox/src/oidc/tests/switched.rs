//! Each switched-on fault shows to strict eyes, and nothing shows when all is well.

use super::*;
use serde_json::json;

use crate::cis2::logout::{self, Bad};

/// Faults that a check of the ID token finds at NHS login.
const BAD_ID_TOKENS: &[&str] = &[
    "wrong_signature",
    "unknown_kid",
    "body_tampered",
    "alg_none",
    "alg_hs256",
    "other_rs",
    "no_kid",
    "wrong_issuer",
    "missing_issuer",
    "wrong_audience",
    "missing_audience",
    "foreign_azp",
    "expired",
    "no_exp",
    "iat_ahead",
    "no_iat",
    "no_nonce",
    "wrong_nonce",
    "no_sub",
    "auth_time_old",
    "jwks_empty",
    "jwks_down",
];

#[tokio::test]
async fn bad_id_tokens_do_not_pass_at_either_provider() {
    for mode in BAD_ID_TOKENS {
        for (mut scene, person) in [(Scene::nhs_login(), "margaret"), (Scene::cis2(), "reception-a")] {
            scene = scene.with(mode);
            let tokens = scene.tokens(person).await;
            assert!(scene.verified(tokens["id_token"].as_str().unwrap()).await.is_none(), "{mode}");
        }
    }
}

#[tokio::test]
async fn harmless_modes_pass() {
    for mode in ["ok", "key_rotated", "two_keys", "levels_as_strings", "silent_sign_in"] {
        let mut scene = Scene::cis2().with(mode);
        let tokens = scene.tokens("reception-a").await;
        assert!(scene.verified(tokens["id_token"].as_str().unwrap()).await.is_some(), "{mode}");
    }
}

#[tokio::test]
async fn a_rotation_withdraws_the_old_key() {
    let mut scene = Scene::nhs_login();
    let before = scene.json("/.well-known/jwks.json").await;
    let old = scene.tokens("margaret").await;
    let mut scene = scene.with("key_rotated");
    let after = scene.json("/.well-known/jwks.json").await;
    assert_ne!(before["keys"][0]["kid"], after["keys"][0]["kid"]);
    assert!(scene.verified(old["id_token"].as_str().unwrap()).await.is_none());
}

#[tokio::test]
async fn levels_and_roles_are_bent_as_named() {
    for (mode, name, value) in [
        ("vot_missing", "vot", Value::Null),
        ("vot_lower", "vot", json!("P5.Cp.Cd")),
        ("level_p5", "identity_proofing_level", json!("P5")),
    ] {
        let mut scene = Scene::nhs_login().with(mode);
        let tokens = scene.tokens("margaret").await;
        assert_eq!(
            scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap()[name],
            value,
            "{mode}"
        );
    }
    for (mode, name, value) in [
        ("aal1", "authentication_assurance_level", json!(1)),
        ("levels_as_strings", "id_assurance_level", json!("3")),
        ("no_selected_role", "selected_roleid", Value::Null),
        ("role_not_held", "selected_roleid", json!("555999999999")),
        ("level_p5", "id_assurance_level", json!(2)),
    ] {
        let mut scene = Scene::cis2().with(mode);
        let tokens = scene.tokens("reception-a").await;
        assert_eq!(
            scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap()[name],
            value,
            "{mode}"
        );
    }
}

#[tokio::test]
async fn the_way_back_is_bent_as_named() {
    for (mode, error) in [
        ("error_access_denied", "access_denied"),
        ("error_login_required", "login_required"),
        ("error_server_error", "server_error"),
    ] {
        let mut scene = Scene::cis2().with(mode);
        assert_eq!(came_back(&scene.authorize(&[]).await, "error").as_deref(), Some(error));
    }
    for (mode, state_is_there) in [("state_missing", false), ("state_wrong", true)] {
        let mut scene = Scene::nhs_login().with(mode);
        let answer = scene.sign_in("margaret", &[], Some(("consent", "share"))).await;
        let state = came_back(&answer, "state");
        assert_eq!(state.is_some(), state_is_there);
        assert_ne!(state.as_deref(), Some("a-state"));
    }
}

#[tokio::test]
async fn endpoints_fail_as_named() {
    for (mode, status) in
        [("token_500", 500), ("token_garbage", 200), ("token_huge", 200), ("token_redirect", 302)]
    {
        let mut scene = Scene::nhs_login().with(mode);
        let code = scene.code("margaret", &[]).await;
        let (answered, body) = scene.exchange(&code, &[]).await;
        assert_eq!(answered.as_u16(), status, "{mode}");
        assert!(body.get("id_token").is_none());
    }
    for (mode, status) in [("userinfo_401", 401), ("userinfo_500", 500), ("userinfo_no_sub", 200)] {
        let mut scene = Scene::nhs_login().with(mode);
        let tokens = scene.tokens("margaret").await;
        let (answered, body) = scene.userinfo(tokens["access_token"].as_str().unwrap()).await;
        assert_eq!((answered.as_u16(), body.get("sub")), (status, None), "{mode}");
    }
    let mut scene = Scene::nhs_login().with("down");
    assert_eq!(scene.authorize(&[]).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    scene.provider.set_faults(json!({})).expect("no fault");
    assert_eq!(scene.authorize(&[]).await.status(), StatusCode::OK);
}

#[test]
fn every_mode_is_read_by_its_name() {
    for (mode, name, _) in super::super::faults::Mode::ALL {
        let scene = Scene::cis2();
        scene.provider.set_faults(json!({ "mode": "ok", "also": [name] })).unwrap();
        assert!(scene.provider.faults().has(*mode), "{name}");
    }
    assert!(Scene::cis2().provider.set_faults(json!({"mode": "unheard_of"})).is_err());
    assert!(Scene::cis2().provider.set_faults(json!({"slow": 1})).is_err());
}

#[tokio::test]
async fn a_logout_token_is_proper_unless_told_otherwise() {
    let mut scene = Scene::cis2();
    let token = |bad| logout::token(&scene.provider, "555000000101", Some("s".to_owned()), bad).unwrap();
    let (good, wrong) = (token(Bad::Nothing), token(Bad::WrongSignature));
    let body = |token: &str| -> Value { jsonwebtoken::dangerous::insecure_decode(token).unwrap().claims };
    let claims = body(&good);
    assert!(claims["events"]["http://schemas.openid.net/event/backchannel-logout"].is_object());
    assert!(claims.get("nonce").is_none() && claims["jti"].is_string() && claims["sid"] == "s");
    assert_eq!(jsonwebtoken::decode_header(&good).unwrap().typ.as_deref(), Some("logout+jwt"));
    assert_eq!(body(&token(Bad::NoSubNoSid)).get("sub"), None);
    assert_eq!(body(&token(Bad::WithNonce))["nonce"], "a-nonce");
    let set: JwkSet = serde_json::from_value(scene.json("/connect/jwk_uri").await).unwrap();
    let key = DecodingKey::from_jwk(&set.keys[1]).unwrap();
    let mut rules = Validation::new(jsonwebtoken::Algorithm::RS256);
    rules.set_audience(&["us"]);
    assert!(jsonwebtoken::decode::<Value>(&good, &key, &rules).is_ok());
    assert!(jsonwebtoken::decode::<Value>(&wrong, &key, &rules).is_err());
}
