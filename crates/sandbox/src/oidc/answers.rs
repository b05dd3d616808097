//! The forms an OAuth answer takes: a redirect back, a JSON body, a JSON error.

use std::borrow::Cow;

use axum::Json;
use axum::http::header::{CACHE_CONTROL, LOCATION, PRAGMA, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::keys::KeyFault;

/// An OAuth error: a published code and words for the developer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Code as published (docs/sources.md#nhsl-eis).
    pub code: &'static str,
    /// What was wrong; never contains a token or a person's data.
    pub description: Cow<'static, str>,
}

impl Fault {
    /// A fault with this code.
    pub fn new(code: &'static str, description: impl Into<Cow<'static, str>>) -> Fault {
        Fault { code, description: description.into() }
    }

    /// The commonest one.
    pub fn invalid_request(description: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new("invalid_request", description)
    }
}

impl From<KeyFault> for Fault {
    fn from(fault: KeyFault) -> Fault {
        Fault::new("server_error", fault.to_string())
    }
}

/// Where an authorization answer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayBack {
    /// The registered redirect address, which has no query.
    pub redirect_uri: String,
    /// The caller's state, echoed.
    pub state: Option<String>,
}

impl WayBack {
    /// A redirect that carries an error.
    pub fn refuse(&self, fault: &Fault) -> Response {
        self.redirect(&[("error", fault.code), ("error_description", &fault.description)])
    }

    /// A redirect that carries these parameters and the state.
    pub fn redirect(&self, parameters: &[(&str, &str)]) -> Response {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(parameters);
        if let Some(state) = &self.state {
            query.append_pair("state", state);
        }
        found(&format!("{}?{}", self.redirect_uri, query.finish()))
    }
}

/// 302 to an address.
pub fn found(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(location) => {
            (StatusCode::FOUND, [(LOCATION, location), (CACHE_CONTROL, no_store())]).into_response()
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// A JSON body that must not be kept.
pub fn json_answer(status: StatusCode, body: Value) -> Response {
    let headers = [(CACHE_CONTROL, no_store()), (PRAGMA, HeaderValue::from_static("no-cache"))];
    (status, headers, Json(body)).into_response()
}

/// The token endpoint's error: always 400 with JSON (docs/sources.md#nhsl-eis).
pub fn token_error(fault: &Fault) -> Response {
    tracing::info!(code = fault.code, reason = %fault.description, "sandbox token endpoint refused");
    json_answer(StatusCode::BAD_REQUEST, json!({"error": fault.code, "error_description": fault.description}))
}

/// 401 of the userinfo endpoint.
pub fn not_authorised() -> Response {
    let challenge = HeaderValue::from_static(r#"Bearer error="invalid_token""#);
    let mut answer = json_answer(StatusCode::UNAUTHORIZED, json!({"error": "invalid_token"}));
    answer.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    answer
}

fn no_store() -> HeaderValue {
    HeaderValue::from_static("no-store")
}
