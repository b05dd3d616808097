//! Everything that is served at our address: pages for people, the API for programs, and what both share.

mod again;
mod counted;
pub mod routes;
mod traced;

use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{from_fn_with_state, map_request};
use tower::ServiceBuilder;
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::Span;

use crate::app::App;
use crate::telemetry::traces;
use crate::web::{correlation, headers};
use crate::{api, web};

/// The whole site, ready to be served. Calls of programs pass none of the layers of the pages: they have no session, and
/// prove where they come from by their token. What is at no address is answered by a page.
pub fn router(app: Arc<App>) -> Router {
    let limits = headers::Limits::new(headers::Https(app.config.server.is_https()));
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), counted::counted))
        .layer(from_fn_with_state(app.clone(), traced::traced))
        .layer(map_request(correlation::only_ids))
        .layer(SetRequestIdLayer::new(correlation::HEADER, correlation::NewCorrelation(app.clock.clone())))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(PropagateRequestIdLayer::new(correlation::HEADER))
        .layer(from_fn_with_state(limits, headers::secure))
        .layer(from_fn_with_state(app.clone(), again::again));
    api::router(&app).merge(web::router(app)).layer(layers)
}

/// Log lines name the route, never the address: an address may hold a token. An error's level, so that a filter of lines
/// keeps the ids of those that it lets through.
fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    let correlation = correlation::Correlation::of(request);
    let trace_id = traces::trace_id();
    tracing::error_span!("request", method = %request.method(), route, correlation, trace_id)
}
