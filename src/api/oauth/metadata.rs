//! What the authorisation server can do, for programs that set themselves up (RFC 8414), and its public keys.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jsonwebtoken::jwk::JwkSet;
use serde::Serialize;

use crate::app::App;
use crate::domain::scope::Scope;

/// The metadata.
#[derive(Debug, Serialize)]
pub struct Metadata {
    issuer: String,
    token_endpoint: String,
    jwks_uri: String,
    scopes_supported: Vec<&'static str>,
    response_types_supported: Vec<&'static str>,
    grant_types_supported: Vec<&'static str>,
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    token_endpoint_auth_signing_alg_values_supported: Vec<&'static str>,
}

/// Tells it.
pub async fn show(State(app): State<Arc<App>>) -> Json<Metadata> {
    let issuer = app.config.server.public_url.clone();
    Json(Metadata {
        token_endpoint: format!("{issuer}/oauth2/token"),
        jwks_uri: format!("{issuer}/oauth2/jwks"),
        issuer,
        scopes_supported: Scope::ALL.map(Scope::code).into(),
        response_types_supported: vec![],
        grant_types_supported: vec!["client_credentials"],
        token_endpoint_auth_methods_supported: vec!["private_key_jwt"],
        token_endpoint_auth_signing_alg_values_supported: vec![
            "RS256", "RS384", "RS512", "PS256", "ES256", "ES384",
        ],
    })
}

/// The keys that sign access tokens.
pub async fn keys(State(app): State<Arc<App>>) -> Json<JwkSet> {
    Json(app.token_keys.public().clone())
}
