//! Access that the practice has set in its own system: the form of the pages that confirm it, change it, or say that it was
//! set again after an end.

mod ask;
mod check;
mod differs;
mod done;
mod form;
mod page;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};
use domain::delegation::Granted;

use super::happened;
use super::opened::Opened;
use ask::Ask;
use check::check;
use differs::{Difference, Differs, Unsaid};
use form::{Faults, Form, Parsed};

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
    if let Some(elsewhere) = happened::require(&app, &visit, &opened, &P::PAGE.place).await? {
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
    if let Some(elsewhere) = happened::require(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    if form.step == "edit" {
        return Ok(Ask::new(&P::PAGE, visit, &opened, (&form, &Faults::default())).into_response());
    }
    match form.parse(P::PAGE.needs_checklist, app.clock.today_in_london()) {
        Err(faults) => Ok(Ask::new(&P::PAGE, visit, &opened, (&form, &faults)).again()),
        Ok(parsed) => go_on::<P>(&app, (visit, &opened), &form, parsed).await,
    }
}

/// Goes from good answers to what is next: to what differs from what was asked for, to everything once more, or to the record.
async fn go_on<P: AccessPage>(
    app: &App,
    (visit, opened): (Visit, &Opened),
    form: &Form,
    parsed: Parsed,
) -> Result<Response, Failure> {
    let difference = Difference::of(P::PAGE.needs_checklist, &opened.case.delegation, &parsed.access);
    let checklist = difference.checklist(P::PAGE.needs_checklist, form, &parsed);
    let (answers, is_seen) = ((form, &parsed), form.step == "differs" || difference.is_none());
    match (form.step.as_str(), checklist) {
        ("send", Ok(checklist)) => {
            let granted = Granted { access: parsed.access, tell: parsed.tell, less: parsed.less };
            let outcome = P::record(app, opened, (checklist, granted)).await;
            happened::settle(app, &visit, opened, (&P::PAGE.place, outcome)).await
        }
        ("send" | "differs", Err(unsaid)) => {
            Ok(Differs::new((visit, opened), answers, difference, &unsaid).again())
        }
        (_, Ok(checklist)) if is_seen => {
            Ok(check((&P::PAGE, visit), opened, answers, checklist.as_ref()).into_response())
        }
        _ => Ok(Differs::new((visit, opened), answers, difference, &Unsaid::default()).into_response()),
    }
}
