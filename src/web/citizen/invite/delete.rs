//! A draft that is not wanted any more.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;

use crate::actions::draft::discard;
use crate::app::App;
use crate::web::failure::Failure;

use super::draft::Draft;

/// Back to home, where the button is: somebody signed in again, or came by a kept address.
pub async fn show(_: Draft) -> Redirect {
    Redirect::to("/home")
}

/// Throws it away.
///
/// # Errors
/// When the database fails.
pub async fn send(State(app): State<Arc<App>>, draft: Draft) -> Result<Redirect, Failure> {
    discard(&app, draft.id, draft.citizen.id).await?;
    Ok(Redirect::to("/home"))
}
