//! The delegator asks the practice for other access than is set.

mod ask;
mod check;
mod form;
mod pressure;
mod take_back;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use crate::actions::ask_change;
use crate::app::App;
use crate::locale::Words;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::page::{self, Shell};
use crate::web::visit::{Fields, Parked, Visit};
use crate::web::{kept_page, parked};
use domain::delegation::CommandKind;

use crate::web::citizen::manage::settle::{require, settle};
use ask::Ask;
use check::Check;
use form::{Faults, Form};

/// The wish is on its way.
#[derive(Template)]
#[template(path = "citizen/ask_change/done.html")]
pub(super) struct Asked {
    t: &'static Words,
    shell: Shell,
    practice: String,
    details: String,
}
page::page!(Asked);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Citizen, "/delegations/{id}/ask-change", show)
        .post(Who::Citizen, "/delegations/{id}/ask-change", answer)
        .get(Who::Citizen, "/delegations/{id}/asked-change", done)
        .get(Who::Citizen, "/delegations/{id}/take-back-change", take_back::show)
        .post(Who::Citizen, "/delegations/{id}/take-back-change", take_back::send)
}

/// Asks what is wanted, filled in with what was asked for before, or is set.
pub async fn show(visit: Visit, own: Own, Parked(parked): Parked<Form>) -> Response {
    if let Err(instead) = require(&own, CommandKind::AskChange, "") {
        return instead.into_response();
    }
    let delegation = own.delegation();
    let begun = delegation.change_asked.as_ref().or(delegation.set.as_ref()).unwrap_or(&delegation.asked);
    let form = parked.unwrap_or_else(|| Form::begun(begun));
    Ask::new(visit, &own, &form, Faults::default()).into_response()
}

/// Takes the answers: shows them to be checked, to be changed, or sends them. Where they are more than is set, it is asked
/// first, alone on its page, whether somebody presses the patient.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn answer(
    State(app): State<Arc<App>>,
    (visit, session): (Visit, Session),
    own: Own,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Err(instead) = require(&own, CommandKind::AskChange, "") {
        return Ok(instead.into_response());
    }
    if form.step == "edit" {
        return Ok(Ask::new(visit, &own, &form, Faults::default()).into_response());
    }
    let access = match form.parse(app.clock.today_in_london()) {
        Ok(access) => access,
        Err(faults) => return Ok(Ask::new(visit, &own, &form, faults).again()),
    };
    let is_more = !own.delegation().beyond_set(&access).is_none();
    match (form.step.as_str(), form.pressure.as_str()) {
        // Nothing is kept, and nothing is left to be found on this device by somebody else.
        (_, "yes" | "not_sure") if is_more => {
            kept_page::forget(&app, &session).await?;
            parked::forget(&app, &session).await?;
            Ok(Redirect::to("/invite/stopped").into_response())
        }
        (step, pressure) if is_more && pressure != "no" => Ok(pressure::ask(visit, &form, step)),
        ("send", pressure) => {
            let wish = (access, pressure == "no");
            let outcome = ask_change::ask_change(&app, own.citizen.id, own.delegation(), wish).await;
            Ok(settle(&own, outcome, "asked-change")?.into_response())
        }
        _ => Ok(Check::new(visit, &own, &form, &access).into_response()),
    }
}

/// Says that it is on its way.
pub async fn done(visit: Visit, own: Own) -> Response {
    if own.delegation().change_asked.is_none() {
        return Redirect::to(&own.path("")).into_response();
    }
    let details = own.path("");
    Asked { t: visit.t, shell: visit.shell, practice: own.mine.practice_name, details }.into_response()
}
