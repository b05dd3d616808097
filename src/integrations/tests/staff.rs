//! CIS2: roles and levels as it sends them, over real HTTP.

use serde_json::{Value, json};

use super::super::oidc::{SignInFault, TokenFault};
use super::super::{Cis2, cis2::Identity};
use super::provider::{FakeProvider, back};
use super::{OURS, THEIRS, TestKey};
use crate::config;
use domain::clock::Clock;

async fn sign_in(
    change: impl FnOnce(&mut Value, &mut Value),
) -> (Result<Identity, SignInFault>, FakeProvider) {
    let (provider, clock, cis2) = stage().await;
    (sign_in_at((&provider, &clock, &cis2), &THEIRS, change).await, provider)
}

/// CIS2 as a test has it, and our client of it.
pub(super) async fn stage() -> (FakeProvider, Clock, Cis2) {
    let provider = FakeProvider::start().await;
    let clock = Clock::system();
    let config = config::Cis2::read(&mut provider.settings("CIS2"));
    let cis2 = Cis2::new(&config, "http://us/callback".into(), clock.clone()).unwrap();
    (provider, clock, cis2)
}

/// Rachel signs in with a token signed with `key`.
pub(super) async fn sign_in_at(
    (provider, clock, cis2): (&FakeProvider, &Clock, &Cis2),
    key: &TestKey,
    change: impl FnOnce(&mut Value, &mut Value),
) -> Result<Identity, SignInFault> {
    let (_, pending) = cis2.authorize(false).await.unwrap();
    let now = clock.now().unix_timestamp();
    let mut claims = json!({"iss": provider.url, "aud": "us", "azp": "us", "sub": "555000000101", "exp": now + 300,
        "iat": now, "auth_time": now, "nonce": pending.nonce, "acr": "AAL3_ANY", "sid": "session",
        "id_assurance_level": "3", "authentication_assurance_level": "3", "selected_roleid": "1"});
    let mut user = json!({"sub": "555000000101", "name": "REID Rachel", "given_name": "Rachel",
        "nhsid_user_orgs": [{"org_name": "RIVERSIDE", "org_code": "A81001"}],
        "nhsid_nrbac_roles": [{"person_orgid": "2", "person_roleid": "1", "org_code": "A81001",
            "role_name": "\"Admin\":\"Clinical\":\"Receptionist\"", "role_code": "S8001:G8002:R8009"}]});
    change(&mut claims, &mut user);
    let id_token = key.sign("RS256", &json!({}), &claims);
    provider.set(|script| {
        script.token = json!({"access_token": "access", "token_type": "Bearer", "expires_in": 300, "id_token": id_token});
        script.userinfo = user;
    });
    cis2.complete(&pending, back(&pending)).await
}

async fn refusal(change: impl FnOnce(&mut Value, &mut Value)) -> SignInFault {
    sign_in(change).await.0.unwrap_err()
}

#[tokio::test]
async fn a_receptionist_signs_in_with_the_chosen_role() {
    let (outcome, provider) = sign_in(|_, _| ()).await;
    let identity = outcome.unwrap();
    assert_eq!(identity.selected_role.code(), "R8009");
    assert_eq!(identity.selected_role.org_name.as_deref(), Some("RIVERSIDE"));
    assert_eq!(identity.sid.as_deref(), Some("session"));
    let form = provider.set(|script| script.form.clone());
    let header = jsonwebtoken::decode_header(&form["client_assertion"]).unwrap();
    assert!(header.kid.is_some(), "the assertion says which key of our set it is");
}

#[tokio::test]
async fn each_failed_check_has_its_own_fault() {
    assert_eq!(
        refusal(|claims, _| claims["authentication_assurance_level"] = json!(1)).await,
        SignInFault::LevelTooLow
    );
    let old = |claims: &mut Value, _: &mut Value| {
        claims["auth_time"] = json!(claims["auth_time"].as_i64().unwrap() - 400);
    };
    assert_eq!(refusal(old).await, TokenFault::AuthenticationTooOld.into());
    assert_eq!(refusal(|claims, _| claims["azp"] = json!("them")).await, TokenFault::AuthorizedParty.into());
    assert_eq!(refusal(|_, user| user["nhsid_nrbac_roles"] = json!([])).await, SignInFault::NoRoles);
    assert_eq!(refusal(|claims, _| claims["selected_roleid"] = json!("9")).await, SignInFault::RoleNotHeld);
    assert_eq!(refusal(|claims, _| claims["selected_roleid"] = Value::Null).await, SignInFault::RoleMissing);
    let pharmacist = |_: &mut Value, user: &mut Value| {
        user["nhsid_nrbac_roles"][0]["role_code"] = json!("S8000:G8000:R8999");
    };
    assert_eq!(refusal(pharmacist).await, SignInFault::RoleNotAllowed);
}

#[tokio::test]
async fn changing_the_role_asks_for_it_again() {
    let provider = FakeProvider::start().await;
    let config = config::Cis2::read(&mut provider.settings("CIS2"));
    let cis2 = Cis2::new(&config, "http://us/callback".into(), Clock::system()).unwrap();
    let query = async |change| {
        let url = url::Url::parse(&cis2.authorize(change).await.unwrap().0).unwrap();
        url.query_pairs().into_owned().collect::<std::collections::HashMap<_, _>>()
    };
    let (first, again) = (query(false).await, query(true).await);
    assert!(first["scope"].ends_with(" selectedrole") && again["scope"].ends_with(" changedrole"));
    assert_eq!((first["prompt"].as_str(), first["acr_values"].as_str()), ("login", "AAL2_OR_AAL3_ANY"));
}

#[tokio::test]
async fn our_public_key_is_named_and_holds_nothing_private() {
    let provider = FakeProvider::start().await;
    let config = config::Cis2::read(&mut provider.settings("CIS2"));
    let cis2 = Cis2::new(&config, "http://us/callback".into(), Clock::system()).unwrap();
    let key = &cis2.public_keys()["keys"][0];
    assert_eq!((&key["use"], &key["alg"], &key["kty"]), (&json!("sig"), &json!("RS512"), &json!("RSA")));
    assert_eq!(key["n"], OURS.published()["n"]);
    assert_eq!(key["kid"].as_str().unwrap().len(), 43, "the RFC 7638 thumbprint");
    assert!(key.get("d").is_none() && key.get("p").is_none());
}
