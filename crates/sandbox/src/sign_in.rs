//! Joins the two OpenID providers to the running sandbox: what is registered, their switches, their routes.

use axum::Router;
use axum::routing::post;
use serde_json::json;

use super::cis2::logout;
use super::oidc::faults::Mode;
use super::oidc::{Client, Kind, Provider};
use super::registration::{ClientKeys, Registration};
use super::switches::{Choice, Switches};
use super::{cis2, nhs_login};
use domain::clock::Clock;

/// NHS login and CIS2; clones share them.
#[derive(Clone)]
pub(super) struct Providers {
    nhs_login: Provider,
    cis2: Provider,
}

impl Providers {
    /// Both providers below `url`, with their switches connected.
    pub(super) fn new(url: &str, clock: &Clock, known: &Registration, switches: &Switches) -> Providers {
        let provider = |kind, client| Provider::new(kind, url, clock.clone(), client);
        // NHS login knows one PEM and no key id; CIS2 reads a key set, so assertions must name their key.
        let mut bare = client(&known.nhs_login);
        bare.key_id.clear();
        let nhs_login = provider(Kind::NhsLogin, bare);
        let cis2 = provider(Kind::Cis2, client(&known.cis2));
        for (named, provider) in [(("nhs-login", "NHS login"), &nhs_login), (("cis2", "CIS2"), &cis2)] {
            let provider = provider.clone();
            switches.connect(named, modes(), move |faults| {
                provider.set_faults(faults).map_err(|fault| fault.to_string())
            });
        }
        Providers { nhs_login, cis2 }
    }

    /// Their routes, and the switch that ends a CIS2 session.
    pub(super) fn routes(&self) -> Router {
        Router::new()
            .nest(Kind::NhsLogin.path(), nhs_login::routes(self.nhs_login.clone()))
            .nest(Kind::Cis2.path(), cis2::routes(self.cis2.clone()))
            .route("/switches/cis2/logout", post(logout::endpoint).with_state(self.cis2.clone()))
    }

    /// NHS login, with which the NHS App is registered too.
    pub(super) fn nhs_login(&self) -> &Provider {
        &self.nhs_login
    }

    /// CIS2, to end sessions from tests.
    pub(super) fn cis2(&self) -> &Provider {
        &self.cis2
    }

    /// New redirect addresses.
    pub(super) fn register(&self, nhs_login: Vec<String>, cis2: Vec<String>, logout: String) {
        self.nhs_login.register(nhs_login, None);
        self.cis2.register(cis2, Some(logout));
    }
}

/// Every way in which a provider can go wrong, for the page of the switches.
fn modes() -> Vec<Choice> {
    let all = Mode::ALL.iter();
    all.map(|(_, name, does)| Choice(does.trim().to_owned(), json!({"mode": name}).to_string())).collect()
}

fn client(keys: &ClientKeys) -> Client {
    Client {
        client_id: keys.client_id.clone(),
        key_id: keys.key_id.clone(),
        public_key_pem: keys.public_key_pem.clone(),
        redirect_uris: keys.redirect_uris.clone(),
        backchannel_logout_uri: keys.backchannel_logout_uri.clone(),
    }
}
