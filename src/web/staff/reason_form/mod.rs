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
    if let Some(elsewhere) = happened::require(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    let form = parked.unwrap_or_else(Form::begun);
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
    if let Some(elsewhere) = happened::require(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    if form.step == "edit" {
        return Ok(Ask::new(&P::PAGE, visit, &opened, (&form, Faults::default())).into_response());
    }
    match form.parse(&(P::PAGE.reasons)()) {
        Err(faults) => Ok(Ask::new(&P::PAGE, visit, &opened, (&form, faults)).again()),
        Ok(decision) if form.step == "send" => {
            let outcome = P::record(&app, &opened, &decision).await;
            happened::settle(&app, &visit, &opened, (&P::PAGE.place, outcome)).await
        }
        Ok(decision) => Ok(check(&P::PAGE, visit, &opened, (&form, &decision)).into_response()),
    }
}
