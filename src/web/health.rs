//! For whoever runs the service: alive, and ready.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::storage::{self, Readiness, StorageError, outbox, outside_systems};

/// The process answers.
pub async fn live() -> Json<serde_json::Value> {
    Json(json!({ "status": "alive" }))
}

/// Whether requests should be sent here: the database answers, has our shape and takes what is written, and the process was
/// not told to stop. Outside systems and the worker's backlog are told besides, with what the worker knows of systems that
/// only it calls; they do not make us unready, as we serve while they are down.
pub async fn ready(State(app): State<Arc<App>>) -> Response {
    let database = storage::readiness(&app.db).await;
    let mut outside: Map<String, Value> = app
        .outside()
        .map(|system| system.circuit())
        .map(|circuit| (circuit.system().name().to_owned(), json!(circuit.health().name())))
        .collect();
    if app.vrs.is_none() {
        outside.insert("vrs".to_owned(), json!("not_set_up"));
    }
    if app.gp_connect.is_none() {
        outside.insert("gp_connect".to_owned(), json!("not_set_up"));
    }
    let is_leaving = app.leaving.is_cancelled();
    let is_ready = database == Readiness::Ready && !is_leaving;
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = json!({
        "status": match (is_ready, is_leaving) {
            (true, _) => "ready",
            (false, true) => "stopping",
            (false, false) => "not ready",
        },
        "database": match database {
            Readiness::Ready => "ready",
            Readiness::ReadOnly => "read_only",
            Readiness::OtherShape => "other_shape",
            Readiness::Away => "away",
        },
        "worker": worker(&app).await.unwrap_or_default(),
        "outside": outside,
    });
    (status, Json(body)).into_response()
}

/// What waits for the worker, and how it finds outside systems.
async fn worker(app: &App) -> Result<Value, StorageError> {
    let now = app.clock.now();
    let backlog = outbox::backlog(&app.db, now).await?;
    let lag = backlog.oldest.map_or(0, |oldest| (now - oldest).whole_seconds());
    let told = outside_systems::told(&app.db).await?.into_iter();
    let told: Map<String, Value> = told
        .map(|told| {
            let age = (now - told.told_at).whole_seconds();
            (told.system, json!({ "circuit": told.circuit, "seconds_ago": age }))
        })
        .collect();
    Ok(json!({ "due": backlog.due, "lag_seconds": lag, "given_up": backlog.dead, "outside": told }))
}
