//! Discovery and keys: read late, read again, and kept while the provider is down.

use serde_json::json;
use time::Duration;

use super::super::NhsLogin;
use super::super::nhs_login::Asking;
use super::super::oidc::{SignInFault, TokenFault};
use super::super::upstream::Kind;
use super::provider::{FakeProvider, back};
use super::{FOREIGN, THEIRS, TestKey, staff};
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
async fn changed_keys_are_read_at_once_but_not_again_within_ten_seconds() {
    let (provider, clock, login) = stage().await;
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    provider.set(|script| script.keys = json!({"keys": [FOREIGN.published()]}));
    sign_in(&provider, &clock, &login, &FOREIGN).await.unwrap();
    assert_eq!(provider.calls("keys"), 2);
    provider.set(|script| script.keys = json!({"keys": [THEIRS.published()]}));
    let unknown = Err(TokenFault::UnknownKey.into());
    assert_eq!(sign_in(&provider, &clock, &login, &THEIRS).await, unknown);
    assert_eq!(provider.calls("keys"), 2);
    clock.advance(Duration::seconds(11));
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
}

#[tokio::test]
async fn a_strangers_logout_token_does_not_use_up_the_reading_of_changed_keys() {
    let (provider, clock, cis2) = staff::stage().await;
    staff::sign_in_at((&provider, &clock, &cis2), &THEIRS, |_, _| ()).await.unwrap();
    let stranger = FOREIGN.sign("RS256", &json!({"typ": "logout+jwt"}), &json!({"iss": provider.url}));
    for _ in 0..3 {
        assert!(cis2.logout_token(&stranger).await.is_err());
    }
    assert_eq!(provider.calls("keys"), 2, "a stranger makes us read them once in five minutes");
    provider.set(|script| script.keys = json!({"keys": [FOREIGN.published()]}));
    staff::sign_in_at((&provider, &clock, &cis2), &FOREIGN, |_, _| ()).await.unwrap();
}

#[tokio::test]
async fn a_provider_without_keys_is_not_ready_and_is_asked_again() {
    let (provider, clock, login) = stage().await;
    provider.set(|script| script.keys = json!({"keys": []}));
    assert_eq!(login.warm_up().await.unwrap_err().kind, Kind::Unready);
    assert_eq!(login.authorize(Asking::default()).await.unwrap_err().kind, Kind::Unready);
    provider.set(|script| script.keys = json!({"keys": [THEIRS.published()]}));
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
}

#[tokio::test]
async fn one_persons_hanging_call_does_not_shut_the_others_out() {
    let (provider, clock) = (FakeProvider::start().await, Clock::system());
    let mut config = config::NhsLogin::read(&mut provider.settings("NHS_LOGIN"));
    config.client.timeout = std::time::Duration::from_secs(3);
    let login = NhsLogin::new(&config, "http://us/callback".into(), clock.clone()).unwrap();
    let pending = async || login.authorize(Asking::default()).await.unwrap().1;
    let mut stuck = Vec::new();
    for _ in 0..6 {
        stuck.push(pending().await);
    }
    provider.set(|script| script.token_delay = std::time::Duration::from_secs(60));
    let hanging =
        futures::future::join_all(stuck.iter().map(|pending| login.complete(pending, back(pending))));
    let others = async {
        until_called(&provider, "token", 6).await;
        provider.set(|script| script.token_delay = std::time::Duration::ZERO);
        sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
    };
    let (hung, ()) = tokio::join!(hanging, others);
    assert!(hung.iter().all(|outcome| matches!(outcome, Err(SignInFault::Upstream(_)))), "{hung:?}");
    sign_in(&provider, &clock, &login, &THEIRS).await.unwrap();
}

async fn until_called(provider: &FakeProvider, what: &'static str, times: usize) {
    while provider.calls(what) < times {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn who_would_be_sent_to_a_provider_that_does_not_answer_is_told_before() {
    let (provider, _, login) = stage().await;
    let (_, pending) = login.authorize(Asking::default()).await.unwrap();
    provider.set(|script| script.token_status = 500);
    for _ in 0..5 {
        login.complete(&pending, back(&pending)).await.unwrap_err();
    }
    assert_eq!(login.authorize(Asking::default()).await.unwrap_err().kind, Kind::CircuitOpen);
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
