//! A request that changes something must come from our own pages (docs/architecture.md#security). `tower_http`'s CSRF
//! layer compares origins; it lets requests pass that tell no origin at all, which programs send and browsers never
//! do: here they are refused too.

use axum::extract::Request;
use axum::http::Method;
use axum::http::header::ORIGIN;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::failure::Failure;

/// Paths that outside systems call: they prove themselves in the body.
pub const EXCEPTIONS: [&str; 1] = ["/auth/cis2/backchannel-logout"];

/// Whether the same-origin rule does not concern this path.
pub fn is_excepted(path: &str) -> bool {
    EXCEPTIONS.contains(&path)
}

/// Middleware: refuses requests that change something and tell no origin.
pub async fn told(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let tells = request.headers().contains_key("sec-fetch-site") || request.headers().contains_key(ORIGIN);
    if reads || tells || is_excepted(request.uri().path()) {
        return next.run(request).await;
    }
    Failure::ForeignOrigin.into_response()
}
