//! Our public keys, for providers that read them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::App;

/// The key set of our client at CIS2.
pub async fn jwks(State(app): State<Arc<App>>) -> Json<serde_json::Value> {
    Json(app.cis2.public_keys())
}
