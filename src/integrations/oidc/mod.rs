//! One OpenID relying party for both providers (docs/sources.md#nhsl-eis, #cis2-users).
//!
//! The `openidconnect` crate reads discovery, writes the authorization URL, exchanges the code and verifies the ID token;
//! here is what it leaves to us: signed client assertions, key refresh, `azp`, `at_hash`, clock tolerance, user information.

mod callback;
mod exchange;
mod fault;
mod knowledge;
mod provider;
mod read;
mod token_answer;
mod verify;

use serde::{Deserialize, Serialize};

pub use fault::{SignInFault, TokenFault, UserinfoFault};
pub(super) use provider::{Ask, Provider};
pub(super) use read::{filled, flag, level, list};

/// What must be remembered in the browser's session between leaving for the provider and coming back. Single use.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    /// The provider that was asked: an answer at the other one's callback is not taken (mix-up, RFC 9700 §4.4).
    pub issuer: String,
    /// Ties the answer to this browser.
    pub state: String,
    /// Ties the ID token to this request.
    pub nonce: String,
    /// PKCE verifier where a challenge was sent.
    pub verifier: Option<String>,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pending(hidden)")
    }
}

/// The query that the browser brings back from the provider.
#[derive(Clone, Default, Deserialize)]
pub struct Callback {
    /// Code to exchange.
    pub code: Option<String>,
    /// Must equal [`Pending::state`].
    pub state: Option<String>,
    /// Published error code.
    pub error: Option<String>,
    /// Its detail; `ConsentNotGiven` is the one that matters.
    pub error_description: Option<String>,
    /// Issuer that says it answers (RFC 9207).
    pub iss: Option<String>,
}

impl std::fmt::Debug for Callback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Callback(hidden)")
    }
}
