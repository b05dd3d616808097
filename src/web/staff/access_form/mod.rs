//! Access that the practice has set in its own system: the form of the pages that confirm it, change it, or say that it was
//! set again after an end.

mod ask;
mod check;
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

use super::happened;
use super::opened::Opened;
use ask::Ask;
use check::check;
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
        Ok(parsed) if form.step == "send" => {
            let outcome = P::record(&app, &opened, parsed).await;
            happened::settle(&app, &visit, &opened, (&P::PAGE.place, outcome)).await
        }
        Ok(parsed) => Ok(check(&P::PAGE, visit, &opened, (&form, &parsed)).into_response()),
    }
}
