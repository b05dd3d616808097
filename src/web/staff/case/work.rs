//! Working on a case together by buttons alone: taking it, letting go of it, waiting no longer, messages that are tried again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use uuid::Uuid;

use crate::actions::case_work;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::staff::opened::Opened;
use crate::web::visit::Fields;

/// Which message.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Again {
    message: String,
}

/// Takes the case.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn take(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    case_work::take(&app, &opened.staff.actor(), opened.id()).await?;
    Ok(Redirect::to(&opened.home()))
}

/// Lets go of it.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn release(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    case_work::release(&app, &opened.staff.actor(), opened.id()).await?;
    Ok(Redirect::to(&opened.home()))
}

/// Back to the case: somebody signed in again, and can press the button once more.
pub async fn home(opened: Opened) -> Redirect {
    Redirect::to(&opened.home())
}

/// Has a message tried again.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn retry(
    State(app): State<Arc<App>>,
    opened: Opened,
    Fields(form): Fields<Again>,
) -> Result<Redirect, Failure> {
    let message: Uuid = form.message.parse().map_err(|_| Failure::NotFound)?;
    case_work::retry_message(&app, &opened.staff.actor(), opened.id(), message).await?;
    Ok(Redirect::to(&format!("{}#messages", opened.home())))
}

/// Waits no longer.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn stop_waiting(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    case_work::stop_waiting(&app, &opened.staff.actor(), opened.id()).await?;
    Ok(Redirect::to(&opened.home()))
}
