//! The same rules for programs: a REST API behind an authorisation server (docs/sources.md#proxy-mvp).

mod accept;
mod access;
mod accounts;
mod asker;
mod bearer;
mod body;
mod canonical;
mod coded;
mod cross_origin;
mod day;
mod delegations;
mod feed;
mod framework;
mod im1;
mod kind;
mod needs;
mod oauth;
mod once;
pub mod openapi;
mod pasted;
mod people;
mod permissions;
mod problem;
mod role_events;
mod roles;
mod version;
mod wrong;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::any;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;

pub use kind::Kind;
pub use needs::{Entry, Needs, Routes};
pub use once::KEY as IDEMPOTENCY_KEY;
pub use problem::Problem;

/// All ways in for programs, each with what its token must hold, added to `routes`.
pub fn routes(routes: Routes) -> Routes {
    let routes = oauth::routes(routes);
    let routes = delegations::routes(openapi::routes(routes));
    let routes = role_events::routes(feed::routes(routes));
    let routes = people::routes(access::routes(roles::routes(routes)));
    im1::routes(accounts::routes(permissions::routes(routes)))
}

/// The longest that one answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The whole API, ready to be joined to the pages.
pub fn router(app: &Arc<App>) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn(cross_origin::allow))
        .layer(from_fn(framework::every_refusal))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        .layer(DefaultBodyLimit::max(once::LIMIT));
    let router =
        routes(Routes::new(app.clone())).into_router().route(framework::ELSEWHERE, any(framework::nowhere));
    // As pages are: by gzip alone, which costs a small part of what brotli does for each answer.
    let packed = CompressionLayer::new().no_br().compress_when(DefaultPredicate::new().and(coded::IsWorthIt));
    router.layer(layers).layer(packed).layer(from_fn(coded::tag))
}
