//! The three forms on the page of a case: each is taken, or comes back with the case and whatever is parked of the others.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::case_work;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::form::TextFault;
use crate::web::staff::opened::Opened;
use crate::web::visit::{Fields, Visit};
use domain::london::london_date;
use domain::text;

use super::contact::ContactForm;
use super::desk::Desk;
use super::note::Note;
use super::page::page;
use super::waiting::WaitingForm;
use super::written::Written;

/// Keeps a note; one that cannot be kept comes back with the case.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn note(
    State(app): State<Arc<App>>,
    visit: Visit,
    (opened, desk): (Opened, Desk),
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
    let note = form.field(visit.t, Some(fault));
    let written = Written { note, ..desk.written(&app, visit.t, &opened).await? };
    again(&app, visit, opened, written).await
}

/// Keeps an attempt to reach somebody; one that cannot be kept comes back with the case.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn contact(
    State(app): State<Arc<App>>,
    visit: Visit,
    (opened, desk): (Opened, Desk),
    Fields(form): Fields<ContactForm>,
) -> Result<Response, Failure> {
    let requested = london_date(opened.case.delegation.requested_at);
    let today = app.clock.today_in_london();
    let faults = match form.parse(requested, today) {
        Ok(attempt) => {
            case_work::contact(&app, &opened.staff.actor(), opened.id(), &attempt).await?;
            return Ok(Redirect::to(&format!("{}#history", opened.home())).into_response());
        }
        Err(faults) => faults,
    };
    let contact = form.view(visit.t, faults, true);
    let written = Written { contact, ..desk.written(&app, visit.t, &opened).await? };
    again(&app, visit, opened, written).await
}

/// Waits for somebody; a day that cannot be comes back with the case.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn wait(
    State(app): State<Arc<App>>,
    visit: Visit,
    (opened, desk): (Opened, Desk),
    Fields(form): Fields<WaitingForm>,
) -> Result<Response, Failure> {
    let today = app.clock.today_in_london();
    let faults = match form.parse(today) {
        Ok(waiting) => {
            case_work::wait(&app, &opened.staff.actor(), opened.id(), &waiting).await?;
            return Ok(Redirect::to(&opened.home()).into_response());
        }
        Err(faults) => faults,
    };
    let waiting = form.view(visit.t, faults, true);
    let written = Written { waiting, ..desk.written(&app, visit.t, &opened).await? };
    again(&app, visit, opened, written).await
}

/// The case, with the form that cannot be taken as it is.
async fn again(app: &App, visit: Visit, opened: Opened, written: Written) -> Result<Response, Failure> {
    let page = page(app, visit, opened, written).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
