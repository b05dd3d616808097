//! Refusing: the practice says no, records why, and decides what may be told (facts ux, DAPB3051 §4.6).

mod ask;
mod check;
mod done;
mod form;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Failed, refuse};
use crate::app::App;
use crate::domain::delegation::{CommandKind, Refusal};
use crate::web::failure::Failure;
use crate::web::routes::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};

use super::happened;
use super::opened::Opened;
use ask::Ask;
use check::Check;
use form::{Decision, Faults, Form};

/// The command of these pages, and the page that says that it is done.
const REFUSE: (CommandKind, &str) = (CommandKind::Refuse, "refused");

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Staff, "/staff/cases/{id}/refuse", show)
        .post(Who::Staff, "/staff/cases/{id}/refuse", answer)
        .get(Who::Staff, "/staff/cases/{id}/refused", done::show)
}

/// Asks why.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, REFUSE).await? {
        return Ok(elsewhere);
    }
    Ok(Ask::new(visit, &opened, &parked.unwrap_or_default(), Faults::default()).into_response())
}

/// Takes the answers: shows them to be checked, to be changed, or refuses.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, REFUSE).await? {
        return Ok(elsewhere);
    }
    if form.step == "edit" {
        return Ok(Ask::new(visit, &opened, &form, Faults::default()).into_response());
    }
    match form.parse() {
        Err(faults) => Ok(Ask::new(visit, &opened, &form, faults).again()),
        Ok(decision) if form.step == "send" => send(&app, visit, &opened, &decision).await,
        Ok(decision) => Ok(Check::new(visit, &opened, &form, &decision).into_response()),
    }
}

/// Refuses. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
async fn send(app: &App, visit: Visit, opened: &Opened, decision: &Decision) -> Result<Response, Failure> {
    let what = (decision.reason, decision.tell, decision.remark.as_deref());
    match refuse::refuse(app, &opened.staff.actor(), opened.id(), what).await {
        Ok(_) => Ok(Redirect::to(&opened.path("refused")).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => happened::show(app, &visit, opened).await,
        Err(failed) => Err(failed.into()),
    }
}
