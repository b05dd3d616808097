//! Discovery and keys: read late, read again, and kept while the provider is down.

use serde_json::json;
use time::Duration;

use super::super::NhsLogin;
use super::super::nhs_login::Asking;
use super::super::oidc::{SignInFault, TokenFault};
use super::super::upstream::Kind;
use super::provider::{FakeProvider, back};
use super::{FOREIGN, THEIRS, TestKey};
use crate::config;
use domain::clock::Clock;

async fn stage() -> (FakeProvider, Clock, NhsLogin) {
    let provider = FakeProvider::start().await;
    let clock = Clock::system();
    let config = config::NhsLogin::read(&mut provider.settings("NHS_LOGIN"));
    let login = NhsLogin::new(&config, "http://us/callback".into(), clock.clone()).unwrap();
    (provider, clock, login)
}

async fn sign_in(
    provider: &FakeProvider,
    clock: &Clock,
    login: &NhsLogin,
    key: &TestKey,
) -> Result<(), SignInFault> {
    let (_, pending) = login.authorize(Asking::default()).await?;
    let now = clock.now().unix_timestamp();
    let claims = json!({"iss": provider.url, "aud": "us", "sub": "p", "exp": now + 300, "iat": now,
        "nonce": pending.nonce, "jti": "j", "vot": "P9.Cm", "identity_proofing_level": "P9",
        "nhs_number": "9990000018", "birthdate": "1951-03-12", "family_name": "X"});
    let id_token = key.sign("RS512", &json!({}), &claims);
    provider.set(|script| {
        script.token = json!({"access_token": "access", "token_type": "Bearer", "id_token": id_token});
        script.userinfo = json!({"sub": "p"});
    });
    login.complete(&pending, back(&pending)).await.map(|_| ())
}

#[tokio::test]
async fn nothing_is_asked_before_it_is_needed_and_then_once() {
    let (provider, clock, login) = stage().await;
    assert_eq!(provider.calls("discovery"), 0);
    for _ in 0..3 {
        sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    }
    assert_eq!((provider.calls("discovery"), provider.calls("keys")), (1, 1));
    clock.advance(Duration::minutes(61));
    login.warm_up().await.unwrap();
    assert_eq!((provider.calls("discovery"), provider.calls("keys")), (2, 2));
}

#[tokio::test]
async fn changed_keys_are_read_at_once_but_not_again_within_five_minutes() {
    let (provider, clock, login) = stage().await;
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    provider.set(|script| script.keys = json!({"keys": [FOREIGN.published()]}));
    sign_in(&provider, &clock, &login, &FOREIGN).await.unwrap();
    assert_eq!(provider.calls("keys"), 2);
    provider.set(|script| script.keys = json!({"keys": [THEIRS.published()]}));
    let unknown = Err(TokenFault::UnknownKey.into());
    assert_eq!(sign_in(&provider, &clock, &login, &THEIRS).await, unknown);
    assert_eq!(provider.calls("keys"), 2);
    clock.advance(Duration::seconds(301));
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
}

#[tokio::test]
async fn an_empty_or_broken_key_set_leaves_the_old_one() {
    let (provider, clock, login) = stage().await;
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    for broken in [json!({"keys": []}), json!("nonsense")] {
        provider.set(|script| script.keys = broken);
        let unknown = Err(TokenFault::UnknownKey.into());
        assert_eq!(sign_in(&provider, &clock, &login, &FOREIGN).await, unknown);
        sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
        clock.advance(Duration::seconds(301));
    }
}

#[tokio::test]
async fn old_knowledge_serves_while_discovery_is_down() {
    let (provider, clock, login) = stage().await;
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    provider.set(|script| script.down = true);
    clock.advance(Duration::hours(2));
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    assert_eq!(provider.calls("discovery"), 2);
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    assert_eq!(provider.calls("discovery"), 2, "not again for a minute");
}

#[tokio::test]
async fn a_provider_that_is_down_at_first_is_tried_again_later() {
    let (provider, clock, login) = stage().await;
    provider.set(|script| script.down = true);
    assert_eq!(login.authorize(Asking::default()).await.unwrap_err().kind, Kind::Status(502));
    provider.set(|script| script.down = false);
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
}

#[tokio::test]
async fn those_who_wait_for_a_provider_that_is_down_share_one_failure() {
    let (provider, _, login) = stage().await;
    provider.set(|script| script.down = true);
    let all = futures::future::join_all((0..20).map(|_| login.authorize(Asking::default()))).await;
    assert!(all.iter().all(|outcome| outcome.is_err()));
    assert!(provider.calls("discovery") < 3, "{}", provider.calls("discovery"));
}

#[tokio::test]
async fn discovery_that_names_another_issuer_is_refused() {
    let (provider, _, login) = stage().await;
    provider.set(|script| script.issuer.push('/'));
    assert_eq!(login.authorize(Asking::default()).await.unwrap_err().kind, Kind::Malformed);
}
