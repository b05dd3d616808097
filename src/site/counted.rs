//! Counts requests: at which route, with which class of status, and how long they took. And lets go of connections in order
//! before the process stops.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;

/// What is counted at no route.
const NONE: &str = "none";

/// Middleware around everything: an address may hold an id or a token, so only the route is told.
pub(super) async fn counted(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    let route = route.as_ref().map_or(NONE, MatchedPath::as_str);
    app.metrics.answered(route, response.status().as_u16(), begun.elapsed());
    if app.leaving.is_cancelled() {
        // The next request of this client comes by another connection, to a server that stays.
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
