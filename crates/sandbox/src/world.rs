//! What the stand-ins share: the time, what our service registered, the faults that are switched on, the mail.

use std::sync::{Arc, PoisonError, RwLock};

use super::Options;
use super::inbox::Inbox;
use super::mesh::Mesh;
use super::pds::Pds;
use super::sign_in::Providers;
use super::switches::Switches;
use super::token::Tokens;
use domain::clock::Clock;

/// What "the outside" knows of our service, by system.
#[derive(Clone)]
pub struct Registration {
    /// With NHS login.
    pub nhs_login: ClientKeys,
    /// With CIS2.
    pub cis2: ClientKeys,
    /// With the API platform; `client_id` is the API key, redirect addresses are not used.
    pub pds: ClientKeys,
}

/// One registered client.
#[derive(Clone)]
pub struct ClientKeys {
    /// Client id or API key.
    pub client_id: String,
    /// `kid` of the registered key.
    pub key_id: String,
    /// The registered RSA public key, as PEM (SPKI); empty means that none was registered.
    pub public_key_pem: String,
    /// Where visitors may be sent back to, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Where to announce that a session ended (CIS2 only).
    pub backchannel_logout_uri: Option<String>,
}

/// The shared state of the stand-ins; clones share it.
#[derive(Clone)]
pub(super) struct World {
    pub(super) clock: Clock,
    pub(super) url: String,
    pub(super) switches: Switches,
    pub(super) inbox: Inbox,
    pub(super) tokens: Tokens,
    pub(super) pds: Pds,
    pub(super) mesh: Mesh,
    registration: Arc<RwLock<Registration>>,
    service_url: Arc<RwLock<String>>,
    pub(super) providers: Providers,
    /// Whether there are pages below `/previews`.
    pub(super) has_previews: bool,
    /// Whether there are pages below `/programs`.
    pub(super) has_programs: bool,
}

impl World {
    pub(super) fn new(options: &Options, url: String) -> World {
        let switches = Switches::default();
        let providers = Providers::new(&url, &options.clock, &options.registration, &switches);
        World {
            clock: options.clock.clone(),
            mesh: Mesh::new(&options.clock, &url),
            url,
            switches,
            inbox: Inbox::default(),
            tokens: Tokens::default(),
            pds: Pds::default(),
            registration: Arc::new(RwLock::new(options.registration.clone())),
            service_url: Arc::new(RwLock::new(options.service_url.clone())),
            providers,
            has_previews: options.previews.is_some(),
            has_programs: options.programs.is_some(),
        }
    }

    /// What our service registered, as of now.
    pub(super) fn registration(&self) -> Registration {
        self.registration.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn register_redirects(&self, nhs_login: Vec<String>, cis2: Vec<String>, logout: String) {
        self.providers.register(nhs_login.clone(), cis2.clone(), logout.clone());
        let mut known = self.registration.write().unwrap_or_else(PoisonError::into_inner);
        known.nhs_login.redirect_uris = nhs_login;
        known.cis2.redirect_uris = cis2;
        known.cis2.backchannel_logout_uri = Some(logout);
    }

    pub(super) fn service_url(&self) -> String {
        self.service_url.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_service_url(&self, url: String) {
        *self.service_url.write().unwrap_or_else(PoisonError::into_inner) = url;
    }
}
