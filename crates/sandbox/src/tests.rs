//! A running sandbox for the tests of its parts.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::LazyLock;

use jsonwebtoken::EncodingKey;
use pem::Pem;

use super::oidc::keys::{SigningKey, keep_keys_in};
use super::{ClientKeys, Options, Registration, Sandbox};
use domain::clock::Clock;

/// A key pair of "our service": PKCS#8 and SPKI, both PEM.
pub(super) struct TestKey {
    pub(super) private: EncodingKey,
    pub(super) public_pem: String,
}

pub(super) static OURS: LazyLock<TestKey> = LazyLock::new(|| test_key("ours"));
pub(super) static STRANGER: LazyLock<TestKey> = LazyLock::new(|| test_key("strangers"));

/// A key of this name, the same in all processes of a run: making one takes a tenth of a second and more.
pub(super) fn kept_key(name: &str) -> SigningKey {
    if let Some(folder) = std::env::var_os("TEST_KEYS") {
        keep_keys_in(folder.into());
    }
    SigningKey::kept_or_made(name).expect("a key")
}

fn test_key(name: &str) -> TestKey {
    let key = kept_key(name);
    let private = pem::encode(&Pem::new("PRIVATE KEY", key.private_der().expect("PKCS#8")));
    TestKey {
        private: EncodingKey::from_rsa_pem(private.as_bytes()).expect("PEM"),
        public_pem: key.public_pem().expect("SPKI"),
    }
}

pub(super) async fn test_sandbox() -> Sandbox {
    start(Clock::system()).await
}

pub(super) async fn start(clock: Clock) -> Sandbox {
    start_with(clock, |_| {}).await
}

pub(super) async fn start_with(clock: Clock, change: impl FnOnce(&mut Registration)) -> Sandbox {
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let client = |client_id: &str, key_id: &str| ClientKeys {
        client_id: client_id.into(),
        key_id: key_id.into(),
        public_key_pem: OURS.public_pem.clone(),
        redirect_uris: vec![],
        backchannel_logout_uri: None,
    };
    let mut registration = Registration {
        nhs_login: client("proxy-access", "nhs-login-1"),
        cis2: client("proxy-access.cis2", "cis2-1"),
        pds: client("api-key", "pds-1"),
    };
    change(&mut registration);
    let options = Options {
        listen: anywhere,
        smtp_listen: anywhere,
        service_url: "http://127.0.0.1:3000".into(),
        clock,
        registration,
        previews: None,
        programs: None,
    };
    Sandbox::start(options).await.expect("the sandbox starts")
}
