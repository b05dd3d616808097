//! Signing in with NHS login and CIS2: who gets in, and that no fault of a provider lets anybody in.

use std::sync::LazyLock;
use std::time::Duration;

use domain::clock::Clock;
use futures::{StreamExt, stream};
use proxy_access::config::{self, Algorithm, OidcClient};
use proxy_access::integrations::nhs_login::Asking;
use proxy_access::integrations::oidc::{SignInFault, TokenFault};
use proxy_access::integrations::{Cis2, NhsLogin, cis2, nhs_login};
use proxy_access::run::demo::keys::Keys;
use sandbox::oidc::faults::Mode;
use sandbox::{BadLogout, ClientKeys, LogoutOrder, Options, Registration, Sandbox};
use secrecy::SecretString;
use serde_json::json;

use super::browser::Browser;

const CALLBACK: &str = "http://127.0.0.1:9/callback";

pub static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::generate().unwrap());

struct Scene {
    sandbox: Sandbox,
    nhs_login: NhsLogin,
    cis2: Cis2,
    browser: Browser,
}

impl Scene {
    /// A sandbox and fresh clients of both providers, with PKCE or without.
    async fn new(pkce: bool) -> Scene {
        let client = || ClientKeys {
            client_id: "us".to_owned(),
            key_id: "us-1".to_owned(),
            public_key_pem: KEYS.public_pem.clone(),
            redirect_uris: vec![CALLBACK.to_owned()],
            backchannel_logout_uri: None,
        };
        let clock = Clock::system();
        let any = ([127, 0, 0, 1], 0).into();
        let sandbox = Sandbox::start(Options {
            listen: any,
            smtp_listen: any,
            service_url: "http://127.0.0.1:9".to_owned(),
            clock: clock.clone(),
            registration: Registration { nhs_login: client(), cis2: client(), pds: client() },
            previews: None,
            programs: None,
        })
        .await
        .unwrap();
        let config = |path: &str, key_id: Option<&str>, id_token_algorithm| OidcClient {
            issuer: format!("{}{path}", sandbox.url()),
            client_id: "us".to_owned(),
            private_key: SecretString::from(KEYS.private_pem.clone()),
            key_id: key_id.map(str::to_owned),
            assertion_algorithm: Algorithm::Rs512,
            id_token_algorithm,
            pkce,
            timeout: Duration::from_millis(3000),
        };
        let nhs = config::NhsLogin {
            client: config("/nhs-login", None, Algorithm::Rs512),
            vectors: ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"].map(str::to_owned).to_vec(),
            linkage: false,
            settings_url: None,
        };
        let staff = config::Cis2 {
            client: config("/cis2/oidc", Some("us-1"), Algorithm::Rs256),
            acr_values: "AAL2_OR_AAL3_ANY".to_owned(),
            identity_level: 3,
            authentication_level: 2,
            roles: ["R8008", "R8009"].map(str::to_owned).to_vec(),
            activities: Vec::new(),
        };
        let nhs_login = NhsLogin::new(&nhs, CALLBACK.to_owned(), clock.clone()).unwrap();
        let cis2 = Cis2::new(&staff, CALLBACK.to_owned(), clock).unwrap();
        Scene { sandbox, nhs_login, cis2, browser: Browser::new() }
    }

    async fn citizen(&self, person: &str, consent: &str) -> Result<nhs_login::Identity, SignInFault> {
        let (address, pending) = self.nhs_login.authorize(Asking::default()).await?;
        let callback = self.browser.sign_in(&address, person, Some(("consent", consent))).await;
        self.nhs_login.complete(&pending, callback).await
    }

    async fn staff(&self, person: &str, role: Option<&str>) -> Result<cis2::Identity, SignInFault> {
        let (address, pending) = self.cis2.authorize(false).await?;
        let choice = role.map(|role| ("role", role));
        let callback = self.browser.sign_in(&address, person, choice).await;
        self.cis2.complete(&pending, callback).await
    }
}

#[tokio::test]
async fn the_cast_signs_in_with_pkce_and_without() {
    for pkce in [false, true] {
        let scene = Scene::new(pkce).await;
        let sian = scene.citizen("sian", "share").await.unwrap();
        assert_eq!(
            (sian.family_name.as_str(), sian.given_name.as_deref()),
            ("Llewellyn-Jones", Some("Siân"))
        );
        assert_eq!(sian.gp_ods_code.unwrap().as_str(), "B82002");
        let rachel = scene.staff("reception-a", None).await.unwrap();
        assert_eq!((rachel.subject.as_str(), rachel.name.as_str()), ("555000000101", "Rachel Reid"));
        assert!(rachel.sid.is_some());
        let tessa = scene.staff("two-roles", Some("555001000106")).await.unwrap();
        assert_eq!(tessa.roles.len(), 2);
        scene.sandbox.stop().await;
    }
}

#[tokio::test]
async fn people_who_may_not_come_in_are_told_apart() {
    let scene = Scene::new(false).await;
    assert_eq!(scene.citizen("margaret", "refuse").await.unwrap_err(), SignInFault::ConsentNotGiven);
    assert_eq!(scene.citizen("peter", "share_unproven").await.unwrap_err(), SignInFault::LevelTooLow);
    assert_eq!(scene.citizen("zoe", "share_unproven").await.unwrap_err(), SignInFault::LevelTooLow);
    assert_eq!(scene.staff("aal1", None).await.unwrap_err(), SignInFault::LevelTooLow);
    assert_eq!(scene.staff("no-roles", None).await.unwrap_err(), SignInFault::NoRoles);
    assert_eq!(scene.staff("pharmacist", None).await.unwrap_err(), SignInFault::RoleNotAllowed);
    scene.sandbox.stop().await;
}

/// Modes under which a sign-in still succeeds, because the specifications allow what they do, or they do not concern
/// this provider.
fn harmless(mode: Mode, at_cis2: bool) -> bool {
    let everywhere =
        [Mode::Ok, Mode::NoKid, Mode::TwoKeys, Mode::KeyRotated, Mode::LevelsAsStrings, Mode::SilentSignIn];
    // CIS2 has vectors of no kind; NHS login gives no age of the sign-in that would count, and has no roles.
    let elsewhere: &[Mode] = if at_cis2 {
        &[Mode::VotMissing, Mode::VotLower]
    } else {
        &[Mode::Aal1, Mode::NoSelectedRole, Mode::RoleNotHeld, Mode::AuthTimeOld]
    };
    everywhere.contains(&mode) || elsewhere.contains(&mode)
}

#[tokio::test]
async fn no_fault_of_a_provider_lets_anybody_in() {
    let outcomes = stream::iter(Mode::ALL).map(|(mode, name, _)| surprises(*mode, name)).buffer_unordered(4);
    let wrong: Vec<String> = outcomes.concat().await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn surprises(mode: Mode, name: &str) -> Vec<String> {
    let scene = Scene::new(false).await;
    for system in ["nhs-login", "cis2"] {
        scene.sandbox.switches().set(system, json!({ "mode": name, "ms": 4000 })).unwrap();
    }
    let citizen = scene.citizen("margaret", "share").await.map(|_| ());
    let staff = scene.staff("reception-a", None).await.map(|_| ());
    let surprising = |outcome: &Result<(), SignInFault>, at_cis2| outcome.is_ok() != harmless(mode, at_cis2);
    let mut wrong = Vec::new();
    if surprising(&citizen, false) {
        wrong.push(format!("NHS login, {name}: {citizen:?}"));
    }
    if surprising(&staff, true) {
        wrong.push(format!("CIS2, {name}: {staff:?}"));
    }
    wrong
}

#[tokio::test]
async fn a_key_changed_in_mid_air_is_found_and_an_answer_of_another_browser_is_not_taken() {
    let scene = Scene::new(false).await;
    scene.citizen("margaret", "share").await.unwrap();
    scene.sandbox.switches().set("nhs-login", json!({"mode": "key_rotated"})).unwrap();
    scene.citizen("david", "share").await.unwrap();
    scene.sandbox.switches().reset();
    let (address, _) = scene.nhs_login.authorize(Asking::default()).await.unwrap();
    let theirs = scene.browser.sign_in(&address, "margaret", Some(("consent", "share"))).await;
    let (_, pending) = scene.nhs_login.authorize(Asking::default()).await.unwrap();
    assert_eq!(
        scene.nhs_login.complete(&pending, theirs.clone()).await.unwrap_err(),
        SignInFault::StateMismatch
    );
    // With the victim's state in front, the nonce gives it away (docs/sources.md#like-sign-in).
    let mut injected = theirs;
    injected.state = Some(pending.state.clone());
    let fault = scene.nhs_login.complete(&pending, injected).await.unwrap_err();
    assert!(matches!(fault, SignInFault::Token(TokenFault::Nonce | TokenFault::UnknownKey)), "{fault:?}");
    scene.sandbox.stop().await;
}

#[tokio::test]
async fn ending_a_session_without_a_registered_address_says_so() {
    let scene = Scene::new(false).await;
    let order = LogoutOrder { user: "reception-a".to_owned(), bad: BadLogout::Nothing, times: 1 };
    assert!(scene.sandbox.cis2_logout(order).await.is_err());
    scene.sandbox.stop().await;
}
