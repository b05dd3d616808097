//! One page and one button: the practice pauses access, lets it go on, says that it is removed, or leaves it as it is.

mod ask;
mod done;
mod form;
mod purpose;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Failed, keep, remove, resume, suspend};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::routes::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};
use domain::delegation::Refusal;

use super::happened;
use super::opened::Opened;
use ask::Ask;
use form::{Faults, Form, Said};
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
                send(purpose, (app, visit, opened), fields).await
            })
            .get(Who::Staff, done, async move |visit, opened| done::show(purpose, visit, opened))
    })
}

/// Asks.
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
    Ok(Ask::new(purpose, visit, &opened, (&parked.unwrap_or_default(), Faults::default())).into_response())
}

/// Does it. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
///
/// # Errors
/// When the database fails.
pub async fn send(
    purpose: Purpose,
    (State(app), visit, opened): Ground,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::elsewhere(&app, &visit, &opened, purpose.command()).await? {
        return Ok(elsewhere);
    }
    let said = match form.parse(purpose) {
        Ok(said) => said,
        Err(faults) => return Ok(Ask::new(purpose, visit, &opened, (&form, faults)).again()),
    };
    match give(&app, purpose, &opened, &said).await {
        Ok(()) => Ok(Redirect::to(&opened.path(purpose.command().1)).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => happened::show(&app, &visit, &opened).await,
        Err(failed) => Err(failed.into()),
    }
}

async fn give(app: &App, purpose: Purpose, opened: &Opened, said: &Said) -> Result<(), Failed> {
    let (staff, id, note) = (opened.staff.actor(), opened.id(), said.note.as_deref());
    let done = match (purpose, said.reason) {
        (Purpose::Suspend, Some(reason)) => suspend::suspend(app, &staff, id, (reason, note)).await,
        (Purpose::Suspend, None) => return Err(Refusal::NotFound.into()),
        (Purpose::Resume, _) => resume::resume(app, &staff, id, note).await,
        (Purpose::Remove, _) => remove::remove(app, &staff, id, note).await,
        (Purpose::Keep, _) => keep::keep(app, &staff, id, note).await,
    };
    done.map(|_| ())
}
