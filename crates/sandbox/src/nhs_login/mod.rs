//! NHS login, for citizens (docs/sources.md#nhsl-eis).

pub mod account;
pub mod asserted;
pub mod authorize;
pub mod claims;
pub mod discovery;
pub mod vectors;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};

use super::oidc::params::Params;
use super::oidc::{Provider, pages, published};

/// Everything below the issuer; mount it at `Kind::NhsLogin.path()`.
pub fn routes(provider: Provider) -> Router {
    let own = Router::new().route("/consent", post(authorize::consent)).route("/settings", get(settings));
    published::routes(provider, "/.well-known/jwks.json", own)
}

/// Whoever comes with the word of our client need not sign in again.
async fn settings(State(provider): State<Provider>, RawQuery(query): RawQuery) -> Response {
    let params = Params::parse(query.unwrap_or_default().as_bytes());
    match asserted::for_settings(&provider, &params) {
        Ok(None) => {
            pages::notice(&provider, "NHS login settings", "Here people manage their NHS login account.")
        }
        Ok(Some(citizen)) => {
            let name = format!("{} {}", citizen.given_name, citizen.family_name);
            let text = format!("{name} is signed in and can change their NHS login account here.");
            pages::notice(&provider, "NHS login settings", &text)
        }
        Err(fault) => pages::failure(&provider, &fault),
    }
}
