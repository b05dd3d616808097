//! Access that the practice has set in its own system: the form of the pages that confirm it, change it, or say that it was
//! set again after an end.

mod ask;
mod check;
mod done;
mod form;
mod page;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::Failed;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};
use domain::delegation::Refusal;

use super::happened;
use super::opened::Opened;
use ask::Ask;
use check::Check;
use form::{Faults, Form};

pub use form::Parsed;
pub use page::{AccessPage, Page};

/// Ways in of one page with this form.
pub fn routes<P: AccessPage>(routes: Routes) -> Routes {
    routes.get(Who::Staff, P::PAGE.place.ask, show::<P>).post(Who::Staff, P::PAGE.place.ask, answer::<P>).get(
        Who::Staff,
        P::PAGE.place.done,
        done::show::<P>,
    )
}

/// Asks what was checked and set, filled in with what is wanted or was set before.
///
/// # Errors
/// When the database fails.
async fn show<P: AccessPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    let today = app.clock.today_in_london();
    let form = parked.unwrap_or_else(|| Form::begun((P::PAGE.begins_with)(&opened.case.delegation), today));
    Ok(Ask::new(&P::PAGE, visit, &opened, (&form, &Faults::default())).into_response())
}

/// Takes the answers: shows them to be checked, to be changed, or records them.
///
/// # Errors
/// When the database fails.
async fn answer<P: AccessPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    if form.step == "edit" {
        return Ok(Ask::new(&P::PAGE, visit, &opened, (&form, &Faults::default())).into_response());
    }
    match form.parse(P::PAGE.needs_checklist, app.clock.today_in_london()) {
        Err(faults) => Ok(Ask::new(&P::PAGE, visit, &opened, (&form, &faults)).again()),
        Ok(parsed) if form.step == "send" => send::<P>(&app, visit, &opened, parsed).await,
        Ok(parsed) => Ok(Check::new(&P::PAGE, visit, &opened, (&form, &parsed)).into_response()),
    }
}

/// Records it. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
async fn send<P: AccessPage>(
    app: &App,
    visit: Visit,
    opened: &Opened,
    parsed: Parsed,
) -> Result<Response, Failure> {
    match P::record(app, opened, parsed).await {
        Ok(_) => Ok(Redirect::to(&P::PAGE.place.done_at(opened)).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => happened::show(app, &visit, opened).await,
        Err(failed) => Err(failed.into()),
    }
}
