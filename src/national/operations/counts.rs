//! How many roles and calls there are, and whether the store is well.

use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::storage::national::counts;
use crate::storage::{Readiness, readiness};

use super::super::fault::Fault;
use super::super::people::Parameters;
use super::super::store::Store;

/// Roles by ODS code of the grantor and round, and calls by round and status; of one round alone with `?round=`.
pub async fn counts(
    State(store): State<Arc<Store>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Fault> {
    let parameters = Parameters::read(&query.unwrap_or_default());
    let round = parameters.all("round").next().filter(|round| !round.contains('\0'));
    let created: Vec<Value> = counts::created(&store.db, round)
        .await?
        .into_iter()
        .map(|one| {
            json!({ "grantor": one.grantor, "round": one.round, "created": one.created, "active": one.active })
        })
        .collect();
    let changed: Vec<Value> = counts::changed(&store.db, round)
        .await?
        .into_iter()
        .map(|one| json!({ "grantor": one.grantor, "round": one.round, "changed": one.changed }))
        .collect();
    let calls: Vec<Value> = counts::answered(&store.db, round)
        .await?
        .into_iter()
        .map(
            |one| json!({ "round": one.round, "route": one.route, "status": one.status, "calls": one.calls }),
        )
        .collect();
    Ok(Json(json!({ "created": created, "changed": changed, "calls": calls })))
}

/// The process answers.
pub async fn ping() -> Json<Value> {
    Json(json!({ "version": env!("CARGO_PKG_VERSION") }))
}

/// Whether calls should be sent here: the database answers, has this version's shape and takes what is written.
pub async fn status(State(store): State<Arc<Store>>) -> (StatusCode, Json<Value>) {
    match readiness(&store.db).await {
        Readiness::Ready => (StatusCode::OK, Json(json!({ "status": "pass" }))),
        Readiness::ReadOnly | Readiness::OtherShape | Readiness::Away => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "fail" })))
        }
    }
}
