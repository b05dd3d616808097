//! Logout tokens: the eight cases of the conformance suite and those others let through (docs/sources.md#like-sign-in).

use serde_json::{Value, json};

use super::super::Cis2;
use super::super::cis2::{Logout, LogoutFault};
use super::provider::FakeProvider;
use super::{FOREIGN, THEIRS, TestKey};
use crate::config;
use domain::clock::Clock;

struct Stage {
    provider: FakeProvider,
    clock: Clock,
    cis2: Cis2,
}

struct Draft {
    key: &'static TestKey,
    alg: &'static str,
    header: Value,
    claims: Value,
}

impl Stage {
    async fn set() -> Stage {
        let provider = FakeProvider::start().await;
        let clock = Clock::system();
        let config = config::Cis2::read(&mut provider.settings("CIS2"));
        let cis2 = Cis2::new(&config, "http://us/callback".into(), clock.clone()).unwrap();
        Stage { provider, clock, cis2 }
    }

    async fn read(&self, change: impl FnOnce(&mut Draft)) -> Result<Logout, LogoutFault> {
        let mut draft = Draft {
            key: &THEIRS,
            alg: "RS256",
            header: json!({"typ": "logout+jwt"}),
            claims: json!({"iss": self.provider.url, "aud": ["us"], "iat": self.clock.now().unix_timestamp(),
                "jti": "1", "sub": "555000000101", "sid": "session",
                "events": {"http://schemas.openid.net/event/backchannel-logout": {}}}),
        };
        change(&mut draft);
        self.cis2.logout_token(&draft.key.sign(draft.alg, &draft.header, &draft.claims)).await
    }

    async fn refusal(&self, change: impl FnOnce(&mut Draft)) -> LogoutFault {
        self.read(change).await.unwrap_err()
    }
}

fn with(name: &'static str, value: Value) -> impl FnOnce(&mut Draft) {
    move |draft| {
        draft.claims[name] = value;
        if draft.claims[name].is_null() {
            draft.claims.as_object_mut().unwrap().remove(name);
        }
    }
}

#[tokio::test]
async fn a_good_token_names_person_and_session() {
    let stage = Stage::set().await;
    let logout = stage.read(|_| ()).await.unwrap();
    assert_eq!((logout.sub.as_deref(), logout.sid.as_deref()), (Some("555000000101"), Some("session")));
    assert_eq!(logout.jti, "1");
    assert!(stage.read(with("sid", Value::Null)).await.unwrap().sid.is_none());
}

#[tokio::test]
async fn rfc_7519_2_times_may_have_fractions() {
    let stage = Stage::set().await;
    let now: Value = serde_json::from_str(&format!("{}.5", stage.clock.now().unix_timestamp())).unwrap();
    let logout = stage.read(with("iat", now.clone())).await.unwrap();
    assert_eq!(logout.iat.millisecond(), 500);
    assert!(
        stage.read(with("exp", now)).await.is_ok(),
        "over for half a second, within what clocks may differ"
    );
}

#[tokio::test]
async fn every_wrong_token_is_refused_for_its_reason() {
    let stage = Stage::set().await;
    let now = stage.clock.now().unix_timestamp();
    assert_eq!(stage.refusal(with("iss", json!("https://other"))).await, LogoutFault::Issuer);
    assert_eq!(stage.refusal(with("iss", Value::Null)).await, LogoutFault::Issuer);
    assert_eq!(stage.refusal(with("aud", json!("them"))).await, LogoutFault::Audience);
    assert_eq!(stage.refusal(with("aud", Value::Null)).await, LogoutFault::Audience);
    assert_eq!(stage.refusal(with("events", json!({"http://other": {}}))).await, LogoutFault::Event);
    assert_eq!(stage.refusal(with("events", Value::Null)).await, LogoutFault::Event);
    assert_eq!(stage.refusal(with("nonce", json!("n"))).await, LogoutFault::Nonce);
    assert_eq!(stage.refusal(with("iat", json!(now - 301))).await, LogoutFault::Time);
    assert_eq!(stage.refusal(with("iat", json!(now + 120))).await, LogoutFault::Time);
    assert_eq!(stage.refusal(with("iat", Value::Null)).await, LogoutFault::Unreadable);
    assert_eq!(stage.refusal(with("exp", json!(now - 120))).await, LogoutFault::Time);
    assert_eq!(stage.refusal(with("jti", Value::Null)).await, LogoutFault::Id);
    let nobody = |draft: &mut Draft| {
        draft.claims["sub"] = Value::Null;
        draft.claims["sid"] = Value::Null;
    };
    assert_eq!(stage.refusal(nobody).await, LogoutFault::Subject);
    assert_eq!(stage.cis2.logout_token("nonsense").await, Err(LogoutFault::Unreadable));
}

#[tokio::test]
async fn every_wrong_signature_is_refused() {
    let stage = Stage::set().await;
    assert_eq!(stage.refusal(|draft| draft.header = json!({"typ": "JWT"})).await, LogoutFault::Type);
    assert_eq!(stage.refusal(|draft| draft.alg = "RS512").await, LogoutFault::Algorithm);
    assert_eq!(stage.refusal(|draft| draft.alg = "HS256").await, LogoutFault::Algorithm);
    assert_eq!(stage.refusal(|draft| draft.alg = "none").await, LogoutFault::Unreadable);
    assert_eq!(stage.refusal(|draft| draft.key = &FOREIGN).await, LogoutFault::UnknownKey);
    let forged = |draft: &mut Draft| {
        draft.key = &FOREIGN;
        draft.header["kid"] = json!("theirs");
    };
    assert_eq!(stage.refusal(forged).await, LogoutFault::Signature);
}

#[tokio::test]
async fn a_key_changed_since_is_read() {
    let stage = Stage::set().await;
    stage.read(|_| ()).await.unwrap();
    stage.provider.set(|script| script.keys = json!({"keys": [FOREIGN.published()]}));
    assert!(stage.read(|draft| draft.key = &FOREIGN).await.is_ok());
}
