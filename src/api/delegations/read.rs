//! One delegation.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::actions::programs::Caller;
use crate::api::problem::Problem;
use crate::api::version::{IfNoneMatch, etag};
use crate::app::App;

use super::order::{Answer, id};
use super::seen::Seen;
use super::shape::DelegationBody;

/// A delegation that is asked for, read for the caller.
pub struct Opened(pub Seen);

impl FromRequestParts<Arc<App>> for Opened {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Opened, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let id = id(parts, app).await?;
        Ok(Opened(Seen::load(app, &caller, id).await?))
    }
}

/// Read one delegation. `If-None-Match` with its `ETag` answers 304 while nothing has changed.
#[utoipa::path(get, path = "/api/v1/delegations/{id}", tag = "Everybody",
    responses((status = 200, body = DelegationBody), (status = 304, description = "Nothing has changed")))]
pub async fn read(State(_app): State<Arc<App>>, known: IfNoneMatch, Opened(seen): Opened) -> Response {
    let version = seen.delegation().version;
    if known.names(version) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag(version))]).into_response();
    }
    Answer(seen).into_response()
}
