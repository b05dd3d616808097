//! Saying no to a request, or stopping access: the form of the pages on which the practice records why, and decides what may
//! be told (docs/sources.md#dapb3051 §4.6, step 10).

mod ask;
mod check;
mod done;
mod form;
mod page;
mod reason;

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

pub use form::Decision;
pub use page::{Page, ReasonPage};
pub use reason::Reason;

/// Ways in of one page with this form.
pub fn routes<P: ReasonPage>(routes: Routes) -> Routes {
    routes.get(Who::Staff, P::PAGE.place.ask, show::<P>).post(Who::Staff, P::PAGE.place.ask, answer::<P>).get(
        Who::Staff,
        P::PAGE.place.done,
        done::show::<P>,
    )
}

/// Asks why.
///
/// # Errors
/// When the database fails.
async fn show<P: ReasonPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    let form = parked.unwrap_or_default();
    Ok(Ask::new(&P::PAGE, visit, &opened, (&form, Faults::default())).into_response())
}

/// Takes the answers: shows them to be checked, to be changed, or records them.
///
/// # Errors
/// When the database fails.
async fn answer<P: ReasonPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    if form.step == "edit" {
        return Ok(Ask::new(&P::PAGE, visit, &opened, (&form, Faults::default())).into_response());
    }
    match form.parse(&(P::PAGE.reasons)()) {
        Err(faults) => Ok(Ask::new(&P::PAGE, visit, &opened, (&form, faults)).again()),
        Ok(decision) if form.step == "send" => send::<P>(&app, visit, &opened, &decision).await,
        Ok(decision) => Ok(Check::new(&P::PAGE, visit, &opened, (&form, &decision)).into_response()),
    }
}

/// Records it. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
async fn send<P: ReasonPage>(
    app: &App,
    visit: Visit,
    opened: &Opened,
    decision: &Decision<P::Reason>,
) -> Result<Response, Failure> {
    match P::record(app, opened, decision).await {
        Ok(_) => Ok(Redirect::to(&P::PAGE.place.done_at(opened)).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => happened::show(app, &visit, opened).await,
        Err(failed) => Err(failed.into()),
    }
}
