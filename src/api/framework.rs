//! What the framework refuses (another method, too long, too slow, a panic) is said as a problem too.

use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

/// Middleware: every refusal is a problem.
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
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut said = match status {
        axum::http::StatusCode::SERVICE_UNAVAILABLE => Problem::Unavailable,
        other => Problem::Plain(other),
    }
    .into_response();
    if let Some(allowed) = allowed {
        said.headers_mut().insert(header::ALLOW, allowed);
    }
    said
}
