//! Traces requests: at which route, by which method, with which status, and never more of what came.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::telemetry::TRACEPARENT;

/// What is traced at no route.
const NONE: &str = "none";

/// Middleware around everything: what the request causes is part of its trace.
pub(super) async fn traced(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or(NONE, MatchedPath::as_str);
    let told = request.headers().get(TRACEPARENT).and_then(|value| value.to_str().ok());
    let span = app.traces.request((request.method().as_str(), route), told);
    let response = span.around(next.run(request)).await;
    span.answered(response.status().as_u16());
    response
}
