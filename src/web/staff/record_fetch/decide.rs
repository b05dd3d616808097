//! What is decided of a record. Where it was not the reader's to decide any more, its page shows how it stands.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;

use crate::actions::health_record::fetch;
use crate::app::App;
use crate::web::failure::Failure;

use super::opened::Opened;

/// Leads to the page of a record: whoever had to sign in again decides there.
///
/// # Errors
/// None that is its own.
pub async fn home(opened: Opened) -> Result<Redirect, Failure> {
    Ok(Redirect::to(&opened.home()))
}

/// Has it taken over.
///
/// # Errors
/// When the database fails.
pub async fn take_over(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    fetch::take_over(&app, opened.id(), opened.staff.id).await?;
    Ok(Redirect::to(&opened.home()))
}

/// Throws it away.
///
/// # Errors
/// When the database fails.
pub async fn throw_away(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    fetch::throw_away(&app, opened.id(), opened.staff.id).await?;
    Ok(Redirect::to(&opened.home()))
}

/// Has it asked for again, or the documents that did not come.
///
/// # Errors
/// When the database fails.
pub async fn again(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    let by = (opened.staff.id, Some(opened.staff.role.role_id.as_str()));
    fetch::again(&app, opened.id(), by).await?;
    Ok(Redirect::to(&opened.home()))
}
