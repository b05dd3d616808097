//! Saying no to a request, or stopping access: the practice records why, and decides what may be told (facts ux, DAPB3051
//! §4.6, guidance 10).

mod ask;
mod check;
mod done;
mod form;
mod purpose;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Failed, refuse, revoke};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::routes::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};
use domain::delegation::Refusal;

use super::happened;
use super::opened::Opened;

use ask::Ask;
use check::Check;
use form::{Decision, Faults, Form};
use purpose::{Purpose, Why};

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

/// Asks why.
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
    let form = parked.unwrap_or_default();
    Ok(Ask::new(purpose, visit, &opened, (&form, Faults::default())).into_response())
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
        return Ok(Ask::new(purpose, visit, &opened, (&form, Faults::default())).into_response());
    }
    match form.parse(purpose) {
        Err(faults) => Ok(Ask::new(purpose, visit, &opened, (&form, faults)).again()),
        Ok(decision) if form.step == "send" => send(&app, purpose, (visit, &opened), &decision).await,
        Ok(decision) => Ok(Check::new(purpose, visit, &opened, (&form, &decision)).into_response()),
    }
}

/// Records it. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
async fn send(
    app: &App,
    purpose: Purpose,
    (visit, opened): (Visit, &Opened),
    decision: &Decision,
) -> Result<Response, Failure> {
    let (staff, id, remark) = (opened.staff.actor(), opened.id(), decision.remark.as_deref());
    let outcome = match decision.why {
        Why::Refuse(reason) => refuse::refuse(app, &staff, id, (reason, decision.tell, remark)).await,
        Why::Revoke(reason) => revoke::revoke(app, &staff, id, (reason, decision.tell, remark)).await,
    };
    match outcome {
        Ok(_) => Ok(Redirect::to(&opened.path(purpose.command().1)).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => happened::show(app, &visit, opened).await,
        Err(failed) => Err(failed.into()),
    }
}
