//! The third mouth beside pages and API: our own store of roles, which speaks the published API of the national service
//! (docs/national-store.md). It runs by itself, with tables of its own, and stands where the national service is not to be had.

mod answer;
mod body;
mod caller;
mod consent;
mod every_refusal;
mod examples;
mod fault;
mod faults;
mod gate;
pub mod gp_connect;
mod headers;
pub mod jobs;
mod openapi;
mod operations;
mod people;
mod programs;
mod questionnaire;
mod record;
mod refused;
mod related_person;
mod store;
mod strangers;
mod token;
mod way;
mod ways;
mod who;

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use axum::{Json, Router};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

pub use fault::Fault;
pub use store::{Store, StoreFault};
pub use ways::{api, own};
pub use who::{Entry, Routes, Who};

/// The longest that one answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The description of all of them (OpenAPI 3.1), made from the routes.
pub fn description() -> serde_json::Value {
    openapi::describe(api(Routes::listed()).entries(), own(Routes::listed()).entries())
}

/// The whole store, ready to be served.
pub fn router(store: &Arc<Store>) -> Router {
    let layers = || {
        ServiceBuilder::new()
            .layer(CatchPanicLayer::new())
            .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER_WITHIN))
    };
    let api = api(Routes::new(store.clone())).into_router();
    let api = api.route(way::ELSEWHERE, any(async || faults::NOWHERE));
    let api = api.route(way::NO_CONSENT, get(async || faults::NO_PERSON));
    let api = api.layer(layers()).layer(from_fn_with_state(store.clone(), gate::gate));
    let description = description();
    let own = own(Routes::new(store.clone())).into_router();
    let own = own.route(way::DESCRIPTION, get(move || async move { Json(description) }));
    own.fallback(async || faults::NOWHERE).layer(layers()).merge(api)
}
