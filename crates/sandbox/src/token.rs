//! The API platform's token endpoint, client credentials with a signed JWT (docs/sources.md#apim-oauth).

mod assertion;
mod error;
mod tokens;

use std::collections::HashMap;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use time::Duration;

use self::assertion::Check;
use self::error::TokenError;
pub(super) use self::tokens::Tokens;
use super::registration::ClientKeys;
use super::switches::Switches;
use domain::clock::Clock;

pub(super) const PATH: &str = "/oauth2/token";

const LIFETIME: Duration = Duration::minutes(10);
const FORM: &str = "application/x-www-form-urlencoded";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What the endpoint works with.
#[derive(Clone)]
pub(super) struct TokenEndpoint {
    pub(super) clock: Clock,
    /// Its own address, which assertions must name.
    pub(super) url: String,
    pub(super) switches: Switches,
    /// The one client registered with the platform.
    pub(super) client: ClientKeys,
    pub(super) tokens: Tokens,
}

pub(super) fn routes(endpoint: TokenEndpoint) -> Router {
    Router::new().route(PATH, post(token)).with_state(endpoint)
}

async fn token(State(endpoint): State<TokenEndpoint>, headers: HeaderMap, body: Bytes) -> Response {
    let faults = endpoint.switches.pds();
    if faults.token_down {
        return (StatusCode::SERVICE_UNAVAILABLE, "The service is temporarily unavailable").into_response();
    }
    let refused = TokenError::new(401, "public_key error", "JWT signature verification failed");
    let granted = if faults.token_401 { Err(refused) } else { grant(&endpoint, &headers, &body) };
    granted.unwrap_or_else(|fault| {
        let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::BAD_REQUEST);
        let message_id = format!("rrt-{}", endpoint.clock.new_id());
        let body =
            json!({"error": fault.error, "error_description": fault.description, "message_id": message_id});
        (status, Json(body)).into_response()
    })
}

fn grant(endpoint: &TokenEndpoint, headers: &HeaderMap, body: &[u8]) -> Result<Response, TokenError> {
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some(FORM) {
        let sentence = "Content-Type header must be application/x-www-form-urlencoded";
        return Err(TokenError::new(415, "invalid_request", sentence));
    }
    let form: HashMap<String, String> = url::form_urlencoded::parse(body).into_owned().collect();
    let field = |name: &str| form.get(name).map(String::as_str).filter(|value| !value.is_empty());
    match field("grant_type") {
        None => return Err(TokenError::invalid("grant_type is missing")),
        Some("client_credentials") => {}
        Some(_) => return Err(TokenError::new(400, "unsupported_grant_type", "grant_type is invalid")),
    }
    if field("client_assertion_type") != Some(ASSERTION_TYPE) {
        return Err(TokenError::invalid(
            "Missing or invalid client_assertion_type - must be 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'",
        ));
    }
    let jwt = field("client_assertion").ok_or(TokenError::invalid("Missing client_assertion"))?;
    let (now, tokens) = (endpoint.clock.now(), &endpoint.tokens);
    let check = Check { now, client: &endpoint.client, token_url: &endpoint.url, tokens };
    check.assertion(jwt)?;
    if endpoint.switches.pds().unsubscribed {
        return Err(TokenError::new(
            401,
            "unauthorized_client",
            "you have tried to request authorization but your application is not configured to use this authorization \
             grant type",
        ));
    }
    let lifetime = shortened(field("_access_token_expiry_ms"));
    let token = endpoint.clock.secret();
    tokens.keep(token.clone(), now + lifetime);
    let issued_at = now.unix_timestamp_nanos() / 1_000_000;
    Ok(Json(json!({
        "access_token": token,
        "expires_in": (lifetime.whole_seconds() - 1).max(0).to_string(),
        "token_type": "Bearer",
        "issued_at": issued_at.to_string(),
    }))
    .into_response())
}

/// The form may ask for a shorter life, never for a longer one.
fn shortened(millis: Option<&str>) -> Duration {
    millis
        .and_then(|text| text.parse().ok())
        .map(Duration::milliseconds)
        .map_or(LIFETIME, |asked| asked.min(LIFETIME))
}

#[cfg(test)]
#[path = "token/tests.rs"]
pub(super) mod tests;
