//! CIS2 Authentication, for practice staff (docs/sources.md#cis2-users): a ForgeRock-shaped provider.

pub mod authorize;
pub mod claims;
pub mod discovery;
pub mod logout;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};

use super::oidc::{Provider, pages, published};

/// Everything below the issuer; mount it at `Kind::Cis2.path()`.
pub fn routes(provider: Provider) -> Router {
    let own = Router::new()
        .route("/role", post(authorize::role))
        .route("/connect/endSession", get(end_session))
        .route("/logout-now", post(logout::endpoint));
    published::routes(provider, "/connect/jwk_uri", own)
}

async fn end_session(State(provider): State<Provider>) -> Response {
    pages::notice(&provider, "Signed out", "The CIS2 session has ended.")
}
