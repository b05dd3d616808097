//! Whom the holder of an account acts for is found: PDS confirms it, and what the practice wrote down of them before stays.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::trace::trace;
use crate::app::App;
use crate::web::correlation::Correlation;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who as May};
use crate::web::visit::{Fields, Parked, Visit};

use super::ask::{Ask, Head};
use super::describe::{Reach, who};
use super::form::{Answers, Form};
use super::opened::Opened;
use super::refused::not_asked;

const PATH: &str = "/staff/accounts/{account}/patient";

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(May::Staff, PATH, show).post(May::Staff, PATH, send)
}

/// Asks who it is.
///
/// # Errors
/// None that is its own.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Answers>,
) -> Result<Response, Failure> {
    let answers = parked.unwrap_or_default();
    let mut form = Form::new(visit.t, &answers, false);
    who(&mut form, app.clock.today_in_london());
    Ok(ask(visit, &opened, form).into_response())
}

/// Asks PDS who it is, and goes on to what the holder may do for them.
///
/// # Errors
/// When PDS or the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    (opened, Correlation(correlation)): (Opened, Correlation),
    Fields(answers): Fields<Answers>,
) -> Result<Response, Failure> {
    let mut form = Form::new(visit.t, &answers, true);
    let meant = who(&mut form, app.clock.today_in_london()).filter(|_| form.is_faultless());
    let Some(meant) = meant else { return Ok(ask(visit, &opened, form).again()) };
    let described = meant.described(Reach::default());
    let by = opened.staff.actor();
    let found = trace(&app, &by, (&meant.number, &described), &correlation).await.map_err(not_asked)?;
    let Some(patient) = found else {
        form.fault("nhs_number", visit.t.msg_accounts_not_traced());
        return Ok(ask(visit, &opened, form).again());
    };
    Ok(Redirect::to(&format!("{}/patients/{patient}/associate", opened.home())).into_response())
}

fn ask(visit: Visit, opened: &Opened, form: Form<'_>) -> Ask {
    let head = Head {
        back: opened.home(),
        caption: opened.names(visit.t),
        title: visit.t.msg_accounts_patient(),
        means: vec![visit.t.msg_accounts_patient_means()],
        ..Head::default()
    };
    Ask::new(visit, head, form)
}
