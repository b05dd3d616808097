//! A draft that is not wanted any more.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use tower_sessions::Session;

use crate::actions::draft::discard;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::{kept_page, parked};

use super::draft::Draft;

/// Back to home, where the button is: somebody signed in again, or came by a kept address.
pub async fn show(_: Draft) -> Redirect {
    Redirect::to("/home")
}

/// Throws it away, with the kept pages that show it.
///
/// # Errors
/// When the database fails.
pub async fn send(State(app): State<Arc<App>>, session: Session, draft: Draft) -> Result<Redirect, Failure> {
    discard(&app, draft.id, draft.citizen.id).await?;
    kept_page::forget(&app, &session).await?;
    parked::forget(&app, &session).await?;
    Ok(Redirect::to("/home"))
}
