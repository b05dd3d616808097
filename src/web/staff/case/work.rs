//! Working on a case together: taking it, letting go of it, notes, attempts to reach somebody, waiting for them, messages that
//! are tried again.

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
use domain::london::london_date;
use domain::text;

use super::contact::{ContactFaults, ContactForm};
use super::note::Note;
use super::page::{CasePage, page};
use super::waiting::{WaitingFaults, WaitingForm};
use super::written::Written;

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
    let nothing = Written::nothing(visit.t, app.clock.today_in_london());
    let written = Written { note: form.field(visit.t, Some(fault)), ..nothing };
    let home = opened.home();
    let page = page(&app, visit.at(home), opened, written).await?;
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
    let nothing = Written::nothing(visit.t, app.clock.today_in_london());
    let written = Written { note: parked.unwrap_or_default().field(visit.t, None), ..nothing };
    let home = opened.home();
    page(&app, visit.at(home), opened, written).await
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

/// Keeps an attempt to reach somebody; one that cannot be kept comes back with the case.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn contact(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<ContactForm>,
) -> Result<Response, Failure> {
    let requested = london_date(opened.case.delegation.requested_at);
    let (today, home) = (app.clock.today_in_london(), opened.home());
    let faults = match form.parse(requested, today) {
        Ok(attempt) => {
            case_work::contact(&app, &opened.staff.actor(), opened.id(), &attempt).await?;
            return Ok(Redirect::to(&format!("{home}#history")).into_response());
        }
        Err(faults) => faults,
    };
    let contact = form.view(visit.t, faults, true);
    let written = Written { contact, ..Written::nothing(visit.t, today) };
    let page = page(&app, visit.at(home), opened, written).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The case with the attempt that waited while its writer signed in again.
///
/// # Errors
/// When the database fails.
pub async fn waiting_contact(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<ContactForm>,
) -> Result<CasePage, Failure> {
    let (is_begun, today, home) = (parked.is_some(), app.clock.today_in_london(), opened.home());
    let form = parked.unwrap_or_else(|| ContactForm::new(today));
    let contact = form.view(visit.t, ContactFaults::default(), is_begun);
    let written = Written { contact, ..Written::nothing(visit.t, today) };
    page(&app, visit.at(home), opened, written).await
}

/// Waits for somebody; a day that cannot be comes back with the case.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn wait(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<WaitingForm>,
) -> Result<Response, Failure> {
    let (today, home) = (app.clock.today_in_london(), opened.home());
    let faults = match form.parse(today) {
        Ok(waiting) => {
            case_work::wait(&app, &opened.staff.actor(), opened.id(), &waiting).await?;
            return Ok(Redirect::to(&home).into_response());
        }
        Err(faults) => faults,
    };
    let waiting = form.view(visit.t, faults, true);
    let written = Written { waiting, ..Written::nothing(visit.t, today) };
    let page = page(&app, visit.at(home), opened, written).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The case with the waiting that its writer had begun to describe before they signed in again.
///
/// # Errors
/// When the database fails.
pub async fn waiting_wait(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<WaitingForm>,
) -> Result<CasePage, Failure> {
    let (is_begun, today, home) = (parked.is_some(), app.clock.today_in_london(), opened.home());
    let waiting = parked.unwrap_or_default().view(visit.t, WaitingFaults::default(), is_begun);
    let written = Written { waiting, ..Written::nothing(visit.t, today) };
    page(&app, visit.at(home), opened, written).await
}

/// Waits no longer.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn stop_waiting(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    case_work::stop_waiting(&app, &opened.staff.actor(), opened.id()).await?;
    Ok(Redirect::to(&opened.home()))
}
