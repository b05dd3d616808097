//! The description as it is given to programs.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::api::needs::{Needs, Routes};

/// The description as it was written last; what is served.
pub const WRITTEN: &str = include_str!("../openapi.json");

/// Gives the description.
async fn show() -> Response {
    let json = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (json, WRITTEN).into_response()
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Needs::Nothing, "/api/v1/openapi.json", show)
}
