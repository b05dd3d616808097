//! For whoever runs the service: alive, and ready.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;
use crate::storage::{self, outbox};

/// The process answers.
pub async fn live() -> Json<serde_json::Value> {
    Json(json!({ "status": "alive" }))
}

/// Whether requests should be sent here: the database answers and has our shape. Outside systems and the worker's
/// backlog are told besides; they do not make us unready, as we serve while they are down.
pub async fn ready(State(app): State<Arc<App>>) -> Response {
    let database = storage::is_ready(&app.db).await;
    let now = app.clock.now();
    let worker = match outbox::backlog(&app.db, now).await {
        Ok(backlog) => {
            let lag = backlog.oldest.map_or(0, |oldest| (now - oldest).whole_seconds());
            json!({ "due": backlog.due, "lag_seconds": lag, "given_up": backlog.dead })
        }
        Err(_) => json!(null),
    };
    let outside: serde_json::Map<String, serde_json::Value> = app
        .outside()
        .map(|system| system.circuit())
        .map(|circuit| (circuit.system().name().to_owned(), json!(circuit.health().name())))
        .collect();
    let status = if database { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = json!({
        "status": if database { "ready" } else { "not ready" },
        "database": database,
        "worker": worker,
        "outside": outside,
    });
    (status, Json(body)).into_response()
}
