//! NHS login: the good sign-in, and every way a provider can lie (docs/sources.md#like-sign-in).

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

use super::super::oidc::{Pending, SignInFault, TokenFault, UserinfoFault};
use super::super::upstream::{Kind, OauthCode};
use super::super::{
    NhsLogin,
    nhs_login::{Asking, Identity},
};
use super::provider::{FakeProvider, back};
use super::{FOREIGN, THEIRS, TestKey};
use crate::config;
use domain::clock::Clock;

/// One answer of the provider, good until a test changes it.
struct Draft {
    key: &'static TestKey,
    alg: &'static str,
    header: Value,
    claims: Value,
    forge: fn(String) -> Value,
    userinfo: Value,
}

struct Stage {
    provider: FakeProvider,
    clock: Clock,
    login: NhsLogin,
}

impl Stage {
    async fn set() -> Stage {
        let provider = FakeProvider::start().await;
        let clock = Clock::system();
        let config = config::NhsLogin::read(&mut provider.settings("NHS_LOGIN"));
        let login = NhsLogin::new(&config, "http://us/callback".into(), clock.clone()).unwrap();
        Stage { provider, clock, login }
    }

    fn draft(&self, pending: &Pending) -> Draft {
        let now = self.clock.now().unix_timestamp();
        Draft {
            key: &THEIRS,
            alg: "RS512",
            header: json!({"sub": "extra members are ignored"}),
            claims: json!({"iss": self.provider.url, "aud": "us", "sub": "person", "exp": now + 3600, "iat": now,
                "nonce": pending.nonce, "jti": "j", "vot": "P9.Cp.Cd", "vtm": "x", "identity_proofing_level": "P9",
                "nhs_number": "9990000018", "birthdate": "1951-03-12", "family_name": "O'Neill"}),
            forge: Value::String,
            userinfo: json!({"sub": "person", "given_name": "Margaret"}),
        }
    }

    async fn sign_in(&self, change: impl FnOnce(&mut Draft)) -> Result<Identity, SignInFault> {
        let (_, pending) = self.login.authorize(Asking::default()).await.unwrap();
        let mut draft = self.draft(&pending);
        change(&mut draft);
        let id_token = (draft.forge)(draft.key.sign(draft.alg, &draft.header, &draft.claims));
        self.provider.set(|script| {
            script.token = json!({"access_token": "access", "token_type": "bearer", "expires_in": "300",
                                  "id_token": id_token});
            script.userinfo = draft.userinfo;
        });
        self.login.complete(&pending, back(&pending)).await
    }

    async fn refusal(&self, change: impl FnOnce(&mut Draft)) -> SignInFault {
        self.sign_in(change).await.unwrap_err()
    }
}

fn without(name: &'static str) -> impl FnOnce(&mut Draft) {
    move |draft| {
        draft.claims.as_object_mut().unwrap().remove(name);
    }
}

fn with(name: &'static str, value: Value) -> impl FnOnce(&mut Draft) {
    move |draft| draft.claims[name] = value
}

#[tokio::test]
async fn a_good_sign_in_gives_the_person_and_proves_who_we_are() {
    let stage = Stage::set().await;
    let identity = stage.sign_in(|_| ()).await.unwrap();
    assert_eq!(identity.subject, "person");
    assert_eq!(identity.given_name.as_deref(), Some("Margaret"));
    let form = stage.provider.set(|script| script.form.clone());
    assert_eq!((form["grant_type"].as_str(), form["client_id"].as_str()), ("authorization_code", "us"));
    assert_eq!(form["redirect_uri"], "http://us/callback");
    let payload = form["client_assertion"].split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    assert_eq!(claims["aud"], json!(format!("{}/token", stage.provider.url)));
    assert_eq!((&claims["iss"], &claims["sub"]), (&json!("us"), &json!("us")));
    assert!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap() <= 60);
}

#[tokio::test]
async fn the_address_asks_for_what_we_are_registered_for() {
    let stage = Stage::set().await;
    let (url, pending) = stage.login.authorize(Asking { asserted: Some("jwt") }).await.unwrap();
    let url = url::Url::parse(&url).unwrap();
    let query: std::collections::HashMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(query["scope"], "openid profile profile_extended email gp_registration_details");
    assert_eq!(query["vtr"], r#"["P9.Cp.Cd","P9.Cp.Ck","P9.Cm"]"#);
    assert_eq!((&query["state"], &query["nonce"]), (&pending.state, &pending.nonce));
    assert_eq!((query["prompt"].as_str(), query["asserted_login_identity"].as_str()), ("none", "jwt"));
    assert!(!query.contains_key("code_challenge"), "PKCE is off unless configured");
}

#[tokio::test]
async fn signatures_that_are_not_the_providers_are_refused() {
    let stage = Stage::set().await;
    let signed_by = |key: &'static TestKey, kid: &'static str| {
        move |draft: &mut Draft| {
            draft.key = key;
            draft.header = json!({ "kid": kid });
        }
    };
    assert_eq!(stage.refusal(signed_by(&FOREIGN, "theirs")).await, TokenFault::Signature.into());
    assert_eq!(stage.refusal(signed_by(&FOREIGN, "foreign")).await, TokenFault::UnknownKey.into());
    let tampered = |draft: &mut Draft| {
        draft.forge = |token| {
            let parts: Vec<&str> = token.split('.').collect();
            let body = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
            let body = URL_SAFE_NO_PAD.encode(body.replace("9990000018", "9990000026"));
            json!(format!("{}.{body}.{}", parts[0], parts[2]))
        }
    };
    assert_eq!(stage.refusal(tampered).await, TokenFault::Signature.into());
    for alg in ["none", "HS256", "RS256", "RS384"] {
        assert_eq!(stage.refusal(|draft| draft.alg = alg).await, TokenFault::Algorithm.into(), "{alg}");
    }
    let kind = stage.refusal(|draft| draft.header = json!({"typ": "logout+jwt"})).await;
    assert_eq!(kind, TokenFault::Header.into());
}

#[tokio::test]
async fn a_token_without_kid_is_taken_only_where_one_key_fits() {
    let stage = Stage::set().await;
    let no_kid = |draft: &mut Draft| draft.header = json!({ "kid": null });
    assert!(stage.sign_in(no_kid).await.is_ok());
    let several = Stage::set().await;
    several.provider.set(|script| script.keys = json!({"keys": [FOREIGN.published(), THEIRS.published()]}));
    assert_eq!(several.refusal(no_kid).await, TokenFault::UnknownKey.into());
    let mut encryption = FOREIGN.published();
    encryption["use"] = json!("enc");
    let one_signs = Stage::set().await;
    one_signs.provider.set(|script| script.keys = json!({"keys": [encryption, THEIRS.published()]}));
    assert!(one_signs.sign_in(no_kid).await.is_ok(), "a key for encryption does not count");
}

#[tokio::test]
async fn claims_that_are_not_for_us_now_are_refused() {
    let stage = Stage::set().await;
    let now = stage.clock.now().unix_timestamp();
    let missing = |name| SignInFault::from(TokenFault::ClaimMissing(name));
    assert_eq!(stage.refusal(with("iss", json!("https://other"))).await, TokenFault::Issuer.into());
    assert_eq!(stage.refusal(with("aud", json!("them"))).await, TokenFault::Audience.into());
    assert_eq!(stage.refusal(with("aud", json!(["us", "them"]))).await, TokenFault::Audience.into());
    assert_eq!(stage.refusal(with("azp", json!("them"))).await, TokenFault::AuthorizedParty.into());
    assert_eq!(stage.refusal(with("exp", json!(now - 61))).await, TokenFault::Expired.into());
    assert_eq!(stage.refusal(with("iat", json!(now + 86_400))).await, TokenFault::IssuedAhead.into());
    assert_eq!(stage.refusal(with("nonce", json!("other"))).await, TokenFault::Nonce.into());
    assert_eq!(stage.refusal(without("nonce")).await, TokenFault::Nonce.into());
    assert_eq!(stage.refusal(with("sub", json!(""))).await, missing("sub"));
    assert_eq!(stage.refusal(without("aud")).await, TokenFault::Audience.into());
    for name in ["iss", "sub", "exp", "iat"] {
        assert_eq!(stage.refusal(without(name)).await, missing(name));
    }
    assert_eq!(stage.refusal(with("at_hash", json!("AAAA"))).await, TokenFault::AccessTokenHash.into());
    assert_eq!(stage.refusal(without("vot")).await, TokenFault::VectorMissing.into());
    assert_eq!(stage.refusal(with("vot", json!("P5.Cp.Cd"))).await, SignInFault::LevelTooLow);
    assert_eq!(stage.refusal(with("identity_proofing_level", json!("P5"))).await, SignInFault::LevelTooLow);
}

#[tokio::test]
async fn small_differences_of_the_clocks_and_good_hashes_are_fine() {
    let stage = Stage::set().await;
    let now = stage.clock.now().unix_timestamp();
    assert!(stage.sign_in(with("exp", json!(now - 50))).await.is_ok());
    assert!(stage.sign_in(with("iat", json!(now + 50))).await.is_ok());
    assert!(stage.sign_in(with("azp", json!("us"))).await.is_ok());
    assert!(stage.sign_in(with("aud", json!(["us"]))).await.is_ok());
    let digest = Sha512::digest("access");
    let hash = URL_SAFE_NO_PAD.encode(digest.get(..32).unwrap());
    assert!(stage.sign_in(with("at_hash", json!(hash))).await.is_ok());
}

#[tokio::test]
async fn user_information_of_another_is_refused() {
    let stage = Stage::set().await;
    let about = |value: Value| move |draft: &mut Draft| draft.userinfo = value;
    assert_eq!(stage.refusal(about(json!({"sub": "other"}))).await, UserinfoFault::SubjectMismatch.into());
    assert_eq!(stage.refusal(about(json!({"name": "x"}))).await, UserinfoFault::SubjectMissing.into());
    assert_eq!(stage.refusal(about(json!("<html>"))).await, UserinfoFault::Unreadable.into());
    stage.provider.set(|script| script.userinfo_status = 401);
    assert_eq!(stage.refusal(|_| ()).await, UserinfoFault::Refused.into());
    stage.provider.set(|script| script.userinfo_status = 500);
    let SignInFault::Upstream(upstream) = stage.refusal(|_| ()).await else { panic!() };
    assert_eq!(upstream.kind, Kind::Status(500));
}

#[tokio::test]
async fn a_token_endpoint_in_trouble_is_told_as_such() {
    let stage = Stage::set().await;
    let (_, pending) = stage.login.authorize(Asking::default()).await.unwrap();
    let answer = async |status: u16, body: Value| {
        stage.provider.set(|script| (script.token_status, script.token) = (status, body));
        stage.login.complete(&pending, back(&pending)).await.unwrap_err()
    };
    let kind = |fault| match fault {
        SignInFault::Upstream(upstream) => upstream.kind,
        other => panic!("{other}"),
    };
    assert_eq!(kind(answer(500, json!({"error": "server_error"})).await), Kind::Status(500));
    assert_eq!(kind(answer(302, json!("")).await), Kind::Status(302));
    assert_eq!(kind(answer(429, json!({})).await), Kind::RateLimited);
    assert_eq!(kind(answer(200, json!("<html>")).await), Kind::Malformed);
    assert_eq!(kind(answer(200, json!("x".repeat(2_000_000))).await), Kind::TooLarge);
    let invalid = answer(400, json!({"error": "invalid_grant", "error_description": "x"})).await;
    assert_eq!(invalid, SignInFault::CodeRefused(OauthCode::InvalidGrant));
    assert_eq!(answer(400, json!({"error": "9990000018"})).await, SignInFault::CodeRefused(OauthCode::Other));
    let bare = answer(200, json!({"access_token": "access", "token_type": "bearer"})).await;
    assert_eq!(bare, TokenFault::Absent.into());
    let odd = json!({"access_token": "access", "token_type": "bearer", "id_token": "a.b.c"});
    assert_eq!(answer(200, odd).await, TokenFault::Unreadable.into());
    stage.provider.set(|script| script.token_delay = Duration::from_secs(5));
    assert_eq!(kind(answer(200, json!({})).await), Kind::Timeout);
}
