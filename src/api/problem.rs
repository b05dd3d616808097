//! What is wrong with a call, as RFC 9457 problem details with a stable `type` each.

use axum::Json;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::actions::programs::CallerRefused;
use crate::domain::scope::Scope;

/// Media type of a problem.
const PROBLEM: &str = "application/problem+json";

/// A problem; its `type` is our own path `/problems/<code>`, and never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No token, or one that is not good.
    Token(Option<&'static str>),
    /// The token does not reach so far.
    Scope(Scope),
    /// No such thing, or not for this caller: the two answer alike.
    NotFound,
    /// A parameter is missing or wrong: which, and what is expected.
    Parameter(&'static str, &'static str),
    /// The database is away.
    Unavailable,
}

impl Problem {
    /// The code at the end of the type.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Token(_) => "token",
            Problem::Scope(_) => "scope",
            Problem::NotFound => "not-found",
            Problem::Parameter(..) => "parameter",
            Problem::Unavailable => "unavailable",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Problem::Token(_) => StatusCode::UNAUTHORIZED,
            Problem::Scope(_) => StatusCode::FORBIDDEN,
            Problem::NotFound => StatusCode::NOT_FOUND,
            Problem::Parameter(..) => StatusCode::BAD_REQUEST,
            Problem::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Problem::Token(_) => "A good access token is needed",
            Problem::Scope(_) => "The access token does not reach so far",
            Problem::NotFound => "Not found",
            Problem::Parameter(..) => "A parameter is missing or wrong",
            Problem::Unavailable => "Not available at the moment",
        }
    }

    fn detail(&self) -> String {
        match self {
            Problem::Token(None) => "Send the header `Authorization: Bearer <token>`.".to_owned(),
            Problem::Token(Some(why)) => format!("The token is not good: {why}."),
            Problem::Scope(scope) => format!("The scope `{}` is needed.", scope.code()),
            Problem::NotFound => "There is no such thing, or it is not for this caller.".to_owned(),
            Problem::Parameter(name, expected) => format!("`{name}` should be {expected}."),
            Problem::Unavailable => "Try again in a few seconds.".to_owned(),
        }
    }

    /// What a client of OAuth looks at first (RFC 6750 §3).
    fn challenge(&self) -> Option<String> {
        match self {
            Problem::Token(None) => Some("Bearer realm=\"api\"".to_owned()),
            Problem::Token(Some(_)) => Some("Bearer realm=\"api\", error=\"invalid_token\"".to_owned()),
            Problem::Scope(scope) => Some(format!(
                "Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"{}\"",
                scope.code()
            )),
            Problem::NotFound | Problem::Parameter(..) | Problem::Unavailable => None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let body = json!({
            "type": format!("/problems/{}", self.code()),
            "title": self.title(),
            "status": status.as_u16(),
            "detail": self.detail(),
        });
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
        if let Some(challenge) = self.challenge().and_then(|text| HeaderValue::from_str(&text).ok()) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// Middleware: what the framework refuses (another method, too long, too slow, a panic) is said as a problem too.
pub async fn every_refusal(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_said = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.contains("json")));
    if is_said || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Refused"),
        "status": status.as_u16(),
    });
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    Response::from_parts(parts, Body::from(body.to_string()))
}

impl From<CallerRefused> for Problem {
    fn from(refused: CallerRefused) -> Problem {
        match refused {
            CallerRefused::Token(why) => Problem::Token(Some(why)),
            CallerRefused::Scope(scope) => Problem::Scope(scope),
            CallerRefused::Storage(error) => Problem::from(error),
        }
    }
}

impl From<crate::storage::StorageError> for Problem {
    fn from(error: crate::storage::StorageError) -> Problem {
        tracing::error!(error = ?error, "the database failed");
        Problem::Unavailable
    }
}
