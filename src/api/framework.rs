//! What the framework refuses (another method, too long, too slow, a panic) is said as a problem too.

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::arrival::Arrival;

use super::problem::Problem;

/// Every path of the API that leads to nothing: programs read a problem there, and no page.
pub const ELSEWHERE: &str = "/api/{*path}";

/// Answers there.
pub async fn nowhere() -> Problem {
    Problem::NotFound
}

/// Middleware: every refusal is a problem.
pub async fn every_refusal(request: Request, next: Next) -> Response {
    let arrival = request.extensions().get::<Arrival>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    if arrival.is_some_and(|arrival| arrival.is_late()) && !status.is_success() {
        return Problem::Plain(StatusCode::REQUEST_TIMEOUT).into_response();
    }
    let is_said = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.contains("json")));
    if is_said || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut said = match status {
        StatusCode::SERVICE_UNAVAILABLE => Problem::Unavailable,
        other => Problem::Plain(other),
    }
    .into_response();
    if let Some(allowed) = allowed {
        said.headers_mut().insert(header::ALLOW, allowed);
    }
    said
}
