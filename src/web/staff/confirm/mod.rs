//! Confirming: the practice has set the access in its own system and says so.

mod ask;
mod check;
mod done;
mod form;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Failed, confirm};
use crate::app::App;
use crate::domain::Access;
use crate::domain::delegation::{Checklist, CommandKind, Refusal};
use crate::web::failure::Failure;
use crate::web::routes::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};

use super::happened;
use super::opened::Opened;
use ask::Ask;
use check::Check;
use form::{Faults, Form};

/// The command of these pages, and the page that says that it is done.
const CONFIRM: (CommandKind, &str) = (CommandKind::Confirm, "confirmed");

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Staff, "/staff/cases/{id}/confirm", show)
        .post(Who::Staff, "/staff/cases/{id}/confirm", answer)
        .get(Who::Staff, "/staff/cases/{id}/confirmed", done::show)
}

/// Asks what was checked and set, filled in with what was asked for.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, CONFIRM).await? {
        return Ok(elsewhere);
    }
    let today = app.clock.today_in_london();
    let form = parked.unwrap_or_else(|| Form::asked(&opened.case.delegation.asked, today));
    Ok(Ask::new(visit, &opened, &form, &Faults::default()).into_response())
}

/// Takes the answers: shows them to be checked, to be changed, or confirms.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, CONFIRM).await? {
        return Ok(elsewhere);
    }
    if form.step == "edit" {
        return Ok(Ask::new(visit, &opened, &form, &Faults::default()).into_response());
    }
    match form.parse(app.clock.today_in_london()) {
        Err(faults) => Ok(Ask::new(visit, &opened, &form, &faults).again()),
        Ok(parsed) if form.step == "send" => send(&app, visit, &opened, parsed).await,
        Ok(parsed) => Ok(Check::new(visit, &opened, &form, &parsed).into_response()),
    }
}

/// Confirms. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
async fn send(
    app: &App,
    visit: Visit,
    opened: &Opened,
    parsed: (Checklist, Access),
) -> Result<Response, Failure> {
    match confirm::confirm(app, &opened.staff.actor(), opened.id(), parsed).await {
        Ok(_) => Ok(Redirect::to(&opened.path("confirmed")).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => happened::show(app, &visit, opened).await,
        Err(failed) => Err(failed.into()),
    }
}
