//! What the authorisation server can do, for programs that set themselves up (RFC 8414), and its public keys.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jsonwebtoken::jwk::JwkSet;
use serde::Serialize;

use crate::app::App;
use domain::scope::Scope;

/// The metadata.
#[derive(Debug, Serialize)]
pub struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: String,
    introspection_endpoint: String,
    jwks_uri: String,
    scopes_supported: Vec<&'static str>,
    response_types_supported: Vec<&'static str>,
    response_modes_supported: Vec<&'static str>,
    grant_types_supported: Vec<&'static str>,
    code_challenge_methods_supported: Vec<&'static str>,
    authorization_response_iss_parameter_supported: bool,
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    token_endpoint_auth_signing_alg_values_supported: &'static [&'static str],
    revocation_endpoint_auth_methods_supported: Vec<&'static str>,
    revocation_endpoint_auth_signing_alg_values_supported: &'static [&'static str],
    introspection_endpoint_auth_methods_supported: Vec<&'static str>,
    introspection_endpoint_auth_signing_alg_values_supported: &'static [&'static str],
    ui_locales_supported: Vec<String>,
}

/// How assertions may be signed; no secret is shared with anybody.
const ASSERTIONS: &[&str] = &["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"];

/// Tells it.
pub async fn show(State(app): State<Arc<App>>) -> Json<Metadata> {
    let issuer = app.config.server.public_url.clone();
    let at = |path: &str| format!("{issuer}/oauth2/{path}");
    Json(Metadata {
        authorization_endpoint: at("authorize"),
        token_endpoint: at("token"),
        revocation_endpoint: at("revoke"),
        introspection_endpoint: at("introspect"),
        jwks_uri: at("jwks"),
        scopes_supported: Scope::ALL.map(Scope::code).into(),
        response_types_supported: vec!["code"],
        response_modes_supported: vec!["query"],
        grant_types_supported: vec!["authorization_code", "refresh_token", "client_credentials"],
        code_challenge_methods_supported: vec!["S256"],
        authorization_response_iss_parameter_supported: true,
        token_endpoint_auth_methods_supported: vec!["private_key_jwt", "none"],
        token_endpoint_auth_signing_alg_values_supported: ASSERTIONS,
        revocation_endpoint_auth_methods_supported: vec!["private_key_jwt", "none"],
        revocation_endpoint_auth_signing_alg_values_supported: ASSERTIONS,
        introspection_endpoint_auth_methods_supported: vec!["private_key_jwt"],
        introspection_endpoint_auth_signing_alg_values_supported: ASSERTIONS,
        ui_locales_supported: app.config.messages.languages.clone(),
        issuer,
    })
}

/// The keys that sign access tokens.
pub async fn keys(State(app): State<Arc<App>>) -> Json<JwkSet> {
    Json(app.token_keys.public().clone())
}
