//! NHS login, for citizens (facts nhs-login-and-cis2 §1).

pub mod authorize;
pub mod claims;
pub mod discovery;
pub mod vectors;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};

use super::cast::{self, Citizen};
use super::oidc::{Provider, pages, published};

/// Everything below the issuer; mount it at `Kind::NhsLogin.path()`.
pub fn routes(provider: Provider) -> Router {
    let own = Router::new().route("/consent", post(authorize::consent)).route("/settings", get(settings));
    published::routes(provider, "/.well-known/jwks.json", own)
}

/// The citizen with this cast id, if they have an account here.
pub fn account(id: &str) -> Option<&'static Citizen> {
    cast::citizen(id).filter(|citizen| !citizen.pds_only)
}

async fn settings(State(provider): State<Provider>) -> Response {
    pages::notice(&provider, "NHS login settings", "Here people manage their NHS login account.")
}
