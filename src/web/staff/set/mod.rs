//! Access that the practice has set in its own system: confirmed, changed, or set again after an end.

mod ask;
mod check;
mod done;
mod form;
mod purpose;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Failed, change, confirm, reactivate};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::routes::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};
use domain::delegation::Refusal;

use super::happened;
use super::opened::Opened;
use ask::Ask;
use check::Check;
use form::{Faults, Form, Parsed};
use purpose::Purpose;

/// What every handler of these pages is given.
type Ground = (State<Arc<App>>, Visit, Opened);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    Purpose::ALL.into_iter().fold(routes, |routes, purpose| {
        let (ask, done) = purpose.paths();
        routes
            .get(Who::Staff, ask, async move |app, visit, opened, parked| {
                show(purpose, (app, visit, opened), parked).await
            })
            .post(Who::Staff, ask, async move |app, visit, opened, fields| {
                answer(purpose, (app, visit, opened), fields).await
            })
            .get(Who::Staff, done, async move |visit, opened| done::show(purpose, visit, opened))
    })
}

/// Asks what was checked and set, filled in with what is wanted or was set before.
///
/// # Errors
/// When the database fails.
pub async fn show(
    purpose: Purpose,
    (State(app), visit, opened): Ground,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, purpose.command()).await? {
        return Ok(elsewhere);
    }
    let today = app.clock.today_in_london();
    let form = parked.unwrap_or_else(|| Form::begun(purpose.begins_with(&opened.case.delegation), today));
    Ok(Ask::new(purpose, visit, &opened, (&form, &Faults::default())).into_response())
}

/// Takes the answers: shows them to be checked, to be changed, or records them.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    purpose: Purpose,
    (State(app), visit, opened): Ground,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, purpose.command()).await? {
        return Ok(elsewhere);
    }
    if form.step == "edit" {
        return Ok(Ask::new(purpose, visit, &opened, (&form, &Faults::default())).into_response());
    }
    match form.parse(purpose, app.clock.today_in_london()) {
        Err(faults) => Ok(Ask::new(purpose, visit, &opened, (&form, &faults)).again()),
        Ok(parsed) if form.step == "send" => send(&app, purpose, (visit, &opened), parsed).await,
        Ok(parsed) => Ok(Check::new(purpose, visit, &opened, (&form, &parsed)).into_response()),
    }
}

/// Records it. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
async fn send(
    app: &App,
    purpose: Purpose,
    (visit, opened): (Visit, &Opened),
    parsed: Parsed,
) -> Result<Response, Failure> {
    let (staff, id) = (opened.staff.actor(), opened.id());
    let outcome = match (purpose, parsed.checklist) {
        (Purpose::Confirm, Some(checklist)) => {
            confirm::confirm(app, &staff, id, (checklist, parsed.access)).await
        }
        (Purpose::Reactivate, Some(checklist)) => {
            reactivate::reactivate(app, &staff, id, (checklist, parsed.access)).await
        }
        (Purpose::Change, _) => change::change(app, &staff, id, parsed.access).await,
        (Purpose::Confirm | Purpose::Reactivate, None) => return Err(Failure::BadRequest),
    };
    match outcome {
        Ok(_) => Ok(Redirect::to(&opened.path(purpose.command().1)).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => happened::show(app, &visit, opened).await,
        Err(failed) => Err(failed.into()),
    }
}
