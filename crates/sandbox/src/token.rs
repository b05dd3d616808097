//! The API platform's token endpoint, client credentials with a signed JWT (docs/sources.md#apim-oauth).

mod assertion;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use self::assertion::Check;
use super::world::World;

pub(super) const PATH: &str = "/oauth2/token";

const LIFETIME: Duration = Duration::minutes(10);
/// A `jti` is remembered this long for each client.
const MEMORY: Duration = Duration::days(30);
const FORM: &str = "application/x-www-form-urlencoded";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Tokens given out and assertions seen; clones share them.
#[derive(Clone, Default)]
pub(super) struct Tokens {
    books: Arc<Mutex<Books>>,
}

#[derive(Default)]
struct Books {
    valid_until: HashMap<String, OffsetDateTime>,
    seen: HashMap<(String, String), OffsetDateTime>,
}

impl Tokens {
    /// Whether `token` was given out and has not expired.
    pub(super) fn valid(&self, token: &str, now: OffsetDateTime) -> bool {
        self.lock().valid_until.get(token).is_some_and(|until| now < *until)
    }

    /// Forgets every token, as a platform does that lost its store.
    pub(super) fn revoke_all(&self) {
        self.lock().valid_until.clear();
    }

    /// False where this client used this `jti` before.
    fn first_use(&self, client: &str, jti: &str, now: OffsetDateTime) -> bool {
        let mut books = self.lock();
        books.seen.retain(|_, used_at| now - *used_at < MEMORY);
        books.seen.insert((client.to_owned(), jti.to_owned()), now).is_none()
    }

    fn keep(&self, token: String, until: OffsetDateTime) {
        self.lock().valid_until.insert(token, until);
    }

    fn lock(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What went wrong, in the platform's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TokenError {
    status: u16,
    error: &'static str,
    description: &'static str,
}

impl TokenError {
    const fn new(status: u16, error: &'static str, description: &'static str) -> TokenError {
        TokenError { status, error, description }
    }

    const fn invalid(description: &'static str) -> TokenError {
        TokenError::new(400, "invalid_request", description)
    }
}

pub(super) fn routes(world: World) -> Router {
    Router::new().route(PATH, post(token)).with_state(world)
}

async fn token(State(world): State<World>, headers: HeaderMap, body: Bytes) -> Response {
    let faults = world.switches.pds();
    if faults.token_down {
        return (StatusCode::SERVICE_UNAVAILABLE, "The service is temporarily unavailable").into_response();
    }
    let refused = TokenError::new(401, "public_key error", "JWT signature verification failed");
    let granted = if faults.token_401 { Err(refused) } else { grant(&world, &headers, &body) };
    granted.unwrap_or_else(|fault| {
        let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::BAD_REQUEST);
        let message_id = format!("rrt-{}", world.clock.new_id());
        let body =
            json!({"error": fault.error, "error_description": fault.description, "message_id": message_id});
        (status, Json(body)).into_response()
    })
}

fn grant(world: &World, headers: &HeaderMap, body: &[u8]) -> Result<Response, TokenError> {
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
    let (now, client) = (world.clock.now(), world.registration().pds);
    let token_url = format!("{}{PATH}", world.url);
    let check = Check { now, client: &client, token_url: &token_url, tokens: &world.tokens };
    check.assertion(jwt)?;
    if world.switches.pds().unsubscribed {
        return Err(TokenError::new(
            401,
            "unauthorized_client",
            "you have tried to request authorization but your application is not configured to use this authorization \
             grant type",
        ));
    }
    let lifetime = shortened(field("_access_token_expiry_ms"));
    let token = world.clock.secret();
    world.tokens.keep(token.clone(), now + lifetime);
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
