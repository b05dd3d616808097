//! Answers in FHIR, and what stands in the head of each.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What all answers are.
const FHIR: &str = "application/fhir+json; charset=utf-8";
/// For a year, callers come over https alone.
const HTTPS_ALONE: &str = "max-age=31536000; includeSubDomains";

/// Whether callers reach us over https.
#[derive(Debug, Clone, Copy)]
pub struct Https(pub bool);

/// A resource as an answer.
pub fn fhir(status: StatusCode, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, FHIR)], body.into()).into_response()
}

/// Middleware: nothing is kept by anybody on the way, and nobody comes in the clear.
pub async fn secure(State(https): State<Https>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if https.0 {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HTTPS_ALONE));
    }
    response
}
