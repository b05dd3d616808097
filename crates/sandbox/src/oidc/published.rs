//! What a provider publishes about itself: discovery, key set, style sheet; and the gate every request passes.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use super::answers::json_answer;
use super::faults::Mode;
use super::keys::{KeyFault, Slot, key};
use super::{Kind, Provider, flow, token, userinfo};

/// The routes that both providers have, below their issuer, behind the gate. `jwks_path` differs.
pub fn routes(provider: Provider, jwks_path: &str, own: Router<Provider>) -> Router {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route(jwks_path, get(key_set))
        .route("/authorize", get(flow::authorize).post(flow::authorize))
        .route("/sign-in", axum::routing::post(flow::sign_in))
        .route(provider.kind().token_path(), axum::routing::post(token::endpoint))
        .route("/userinfo", get(userinfo::endpoint).post(userinfo::endpoint))
        .route("/sandbox.css", get(style_sheet))
        .merge(own)
        .layer(middleware::from_fn_with_state(provider.clone(), gate))
        .with_state(provider)
}

async fn gate(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    let faults = provider.faults();
    faults.wait(Mode::SlowAll).await;
    if faults.has(Mode::Down) { unavailable() } else { next.run(request).await }
}

async fn discovery(State(provider): State<Provider>) -> Response {
    let faults = provider.faults();
    if faults.has(Mode::DiscoveryDown) {
        return unavailable();
    }
    let mut document = match provider.kind() {
        Kind::NhsLogin => crate::nhs_login::discovery::document(&provider),
        Kind::Cis2 => crate::cis2::discovery::document(&provider),
    };
    if faults.has(Mode::DiscoveryWrongIssuer) {
        document["issuer"] = json!("https://issuer.example.test");
    }
    axum::Json(document).into_response()
}

async fn key_set(State(provider): State<Provider>) -> Response {
    if provider.faults().has(Mode::JwksDown) {
        return unavailable();
    }
    match keys(&provider) {
        Ok(keys) => axum::Json(json!({ "keys": keys })).into_response(),
        Err(fault) => json_answer(StatusCode::INTERNAL_SERVER_ERROR, json!({"error": fault.to_string()})),
    }
}

fn keys(provider: &Provider) -> Result<Vec<Value>, KeyFault> {
    let (faults, kind) = (provider.faults(), provider.kind());
    let algorithm = kind.algorithm().name();
    if faults.has(Mode::JwksEmpty) {
        return Ok(Vec::new());
    }
    let mut keys = Vec::new();
    // CIS2's set also holds a key that never signs (docs/sources.md#cis2-users); it comes first to catch who takes
    // the first one.
    if kind == Kind::Cis2 {
        keys.push(key(Slot::Cis2Encryption)?.jwk("enc", "RSA-OAEP-256"));
    }
    if faults.has(Mode::KeyRotated) || faults.has(Mode::TwoKeys) {
        keys.push(key(kind.next_slot())?.jwk("sig", algorithm));
    }
    if !faults.has(Mode::KeyRotated) {
        keys.push(key(kind.signing_slot())?.jwk("sig", algorithm));
    }
    Ok(keys)
}

async fn style_sheet() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("sandbox.css")).into_response()
}

fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "switched off by the sandbox").into_response()
}
