//! The same rules for programs: a REST API behind an authorisation server (seed 001 "Architectural Recommendations").

mod access;
mod bearer;
mod cross_origin;
mod oauth;
mod problem;
mod roles;
mod routes;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;

pub use problem::Problem;
pub use routes::{Entry, Needs, Routes};

/// All ways in for programs, each with what its token must hold.
pub fn routes(app: &Arc<App>) -> Routes {
    let routes = oauth::routes(Routes::new(app.clone()));
    access::routes(roles::routes(routes))
}

/// The largest body of a call.
const BODY_LIMIT: usize = 64 * 1024;
/// The longest that one answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The whole API, ready to be joined to the pages.
pub fn router(app: &Arc<App>) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn(cross_origin::allow))
        .layer(from_fn(problem::every_refusal))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        .layer(DefaultBodyLimit::max(BODY_LIMIT));
    routes(app).into_router().layer(layers)
}
