//! Pages of other origins may call us: apps that run in a browser have no other way (OAuth 2.0 for Browser-Based Apps).
//! Nothing here looks at cookies, so a foreign page gets no further than its token. Where people are asked, in
//! `web::authorise`, no foreign page may call (RFC 9700 §2.6).

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const METHODS: &str = "GET, POST, PUT, PATCH, DELETE";
const SENT: &str =
    "authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, x-request-id";
const READ: &str = "etag, idempotency-replayed, location, retry-after, www-authenticate, x-request-id";

/// Middleware: answers a browser that asks before it calls, and lets pages read every answer.
pub async fn allow(request: Request, next: Next) -> Response {
    let asks_first =
        *request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response =
        if asks_first { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if asks_first {
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(SENT));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    } else {
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(READ));
    }
    response
}
