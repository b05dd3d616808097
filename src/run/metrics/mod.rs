//! Tells Prometheus what is counted (docs/running.md#metrics), at an address of its own: never at the one that people have.

mod gather;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::App;

use super::listen::{self, Site};
use gather::Gatherer;

/// The format of what is told.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Listens at the address, where there is one.
///
/// # Errors
/// When something else has it.
pub(super) async fn bind(address: Option<SocketAddr>) -> anyhow::Result<Option<TcpListener>> {
    let Some(address) = address else { return Ok(None) };
    let listener = TcpListener::bind(address).await;
    listener.map(Some).with_context(|| format!("cannot listen on {address} for metrics"))
}

/// Answers `GET /metrics` on `listener` until `stop`, and nothing else.
pub async fn serve(app: Arc<App>, listener: TcpListener, stop: CancellationToken) {
    let connections = app.config.connections;
    let router = Router::new().route("/metrics", get(show)).with_state(Arc::new(Gatherer::new(app)));
    listen::serve(listener, Site::new(router, connections), stop).await;
}

async fn show(State(gatherer): State<Arc<Gatherer>>) -> Response {
    ([(CONTENT_TYPE, OPEN_METRICS)], gatherer.text().await).into_response()
}
