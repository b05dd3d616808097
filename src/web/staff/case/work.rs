//! Working on a case together: taking it, letting go of it, notes, messages that are tried again.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use crate::actions::case_work;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::form::TextFault;
use crate::web::staff::opened::Opened;
use crate::web::visit::{Fields, Parked, Visit};
use domain::text;

use super::note::Note;
use super::page::{CasePage, page};

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

/// Keeps a note; one that cannot be kept comes back with the case.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn note(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<Note>,
) -> Result<Response, Failure> {
    let fault = match text::note(form.text()) {
        Ok(Some(note)) => {
            case_work::note(&app, &opened.staff.actor(), opened.id(), &note).await?;
            return Ok(Redirect::to(&format!("{}#notes", opened.home())).into_response());
        }
        Ok(None) => TextFault::Empty,
        Err(fault) => fault,
    };
    let (note, home) = (form.field(visit.t, Some(fault)), opened.home());
    let page = page(&app, visit.at(home), opened, note).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The case with the note that waited while its writer signed in again.
///
/// # Errors
/// When the database fails.
pub async fn waiting_note(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Note>,
) -> Result<CasePage, Failure> {
    let (note, home) = (parked.unwrap_or_default().field(visit.t, None), opened.home());
    page(&app, visit.at(home), opened, note).await
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
