//! What the two OpenID providers have in common. Each is an axum router over a `Provider`; their own rules are in
//! `nhs_login` and `cis2`. No real discovery document was seen, so those follow the published endpoints and claims.

pub(crate) mod answers;
pub(crate) mod assertion;
mod bend;
pub(crate) mod client;
pub mod faults;
pub(crate) mod finish;
pub(crate) mod flow;
pub(crate) mod jose;
pub(crate) mod keys;
pub(crate) mod mint;
pub(crate) mod pages;
pub(crate) mod params;
pub(crate) mod published;
pub(crate) mod request;
pub(crate) mod store;
pub(crate) mod token;
pub(crate) mod userinfo;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

pub(crate) use client::Client;
use domain::clock::Clock;
use faults::Faults;
use keys::{Algorithm, Slot};
use store::Store;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Citizens.
    NhsLogin,
    /// Staff.
    Cis2,
}

/// One running provider; clones share everything.
#[derive(Clone)]
pub(crate) struct Provider(Arc<Inner>);

struct Inner {
    kind: Kind,
    issuer: String,
    clock: Clock,
    client: RwLock<Client>,
    faults: RwLock<Faults>,
    store: Mutex<Store>,
}

impl Provider {
    /// A provider below `base_url` (`http://127.0.0.1:<port>`, no trailing slash), to be mounted at [`Kind::path`].
    pub fn new(kind: Kind, base_url: &str, clock: Clock, client: Client) -> Provider {
        Provider(Arc::new(Inner {
            kind,
            issuer: format!("{base_url}{}", kind.path()),
            clock,
            client: RwLock::new(client),
            faults: RwLock::default(),
            store: Mutex::default(),
        }))
    }

    /// Which one it is.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Its issuer, which is also the address it is mounted at.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// An address below the issuer.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.issuer)
    }

    /// The token endpoint's address, which assertions must name.
    pub fn token_url(&self) -> String {
        self.url(self.0.kind.token_path())
    }

    /// What is registered now.
    pub fn client(&self) -> Client {
        self.0.client.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the registered addresses (the service's port may be chosen after the sandbox has started).
    pub fn register(&self, redirect_uris: Vec<String>, backchannel_logout_uri: Option<String>) {
        let mut client = self.0.client.write().unwrap_or_else(PoisonError::into_inner);
        client.redirect_uris = redirect_uris;
        client.backchannel_logout_uri = backchannel_logout_uri;
    }

    /// The modes that are on.
    pub fn faults(&self) -> Faults {
        self.0.faults.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tells the provider to misbehave, in the JSON form of [`Faults`], until told otherwise.
    pub fn set_faults(&self, wanted: serde_json::Value) -> Result<(), serde_json::Error> {
        *self.0.faults.write().unwrap_or_else(PoisonError::into_inner) = serde_json::from_value(wanted)?;
        Ok(())
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.clock.now().unix_timestamp()
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.0.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kind {
    /// Where it is mounted, and the path of its issuer.
    pub fn path(self) -> &'static str {
        match self {
            Kind::NhsLogin => "/nhs-login",
            Kind::Cis2 => "/cis2/oidc",
        }
    }

    /// Its name on pages.
    pub fn title(self) -> &'static str {
        match self {
            Kind::NhsLogin => "NHS login",
            Kind::Cis2 => "CIS2",
        }
    }

    /// Its cookie, named unlike any of the service's because cookies ignore ports.
    pub fn cookie(self) -> &'static str {
        match self {
            Kind::NhsLogin => "sandbox_nhs_login",
            Kind::Cis2 => "sandbox_cis2",
        }
    }

    /// Algorithm of its ID tokens.
    pub fn algorithm(self) -> Algorithm {
        match self {
            Kind::NhsLogin => Algorithm::Rs512,
            Kind::Cis2 => Algorithm::Rs256,
        }
    }

    fn token_path(self) -> &'static str {
        match self {
            Kind::NhsLogin => "/token",
            Kind::Cis2 => "/access_token",
        }
    }

    fn signing_slot(self) -> Slot {
        match self {
            Kind::NhsLogin => Slot::NhsLogin,
            Kind::Cis2 => Slot::Cis2,
        }
    }

    fn next_slot(self) -> Slot {
        match self {
            Kind::NhsLogin => Slot::NhsLoginNext,
            Kind::Cis2 => Slot::Cis2Next,
        }
    }
}

#[cfg(test)]
mod tests;
