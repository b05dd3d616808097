//! An invitation that could not be delivered: sent again, to the same address or another.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::actions::{Failed, undelivered};
use crate::app::App;
use crate::locale::Words;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};
use domain::EmailAddress;
use domain::delegation::Refusal;

/// The address, as typed. No `Debug`: it is somebody's.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    email: String,
}

/// Asks for the address once more, with what is wrong with it.
#[derive(Template)]
#[template(path = "citizen/manage/undelivered.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    name: String,
    email: FieldView,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, own: &Own, email: &str, fault: Option<String>) -> Page {
        let email = FieldView::new("email", email).with_error(fault);
        let problems = problems(&[&email]);
        let shell = visit.with_errors(!problems.is_empty());
        Page { t: shell.t, shell: shell.shell, back: own.path(""), problems, name: own.name(), email }
    }
}

/// Shows the address that the delegator gave, to be sent to again or changed.
///
/// # Errors
/// "Not found" where nothing is undelivered, and when the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    own: Own,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    let entered = match undelivered::entered_address(&app, own.citizen.id, own.delegation().id).await {
        Err(Failed::Refused(Refusal::WrongStage(_))) => {
            return Ok(Redirect::to(&own.path("")).into_response());
        }
        entered => entered?,
    };
    let typed = parked.map_or(entered.as_str().to_owned(), |form| form.email);
    Ok(Page::new(visit, &own, &typed, None).into_response())
}

/// Sends it. A second click leads to the same page.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    own: Own,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let t = visit.t;
    let fault = match EmailAddress::parse(&form.email) {
        Ok(address) => {
            let sent = undelivered::send_again(&app, own.citizen.id, own.delegation().id, &address).await;
            match sent {
                Ok(()) | Err(Failed::Refused(Refusal::WrongStage(_) | Refusal::NotFound)) => {
                    return Ok(Redirect::to(&own.path("")).into_response());
                }
                Err(Failed::Refused(Refusal::ResentLately)) => t.msg_manage_undelivered_enough(),
                Err(failed) => return Err(failed.into()),
            }
        }
        Err(_) if form.email.trim().is_empty() => t.msg_invite_who_email_empty(),
        Err(_) => t.msg_invite_who_email_unfit(),
    };
    let page = Page::new(visit, &own, &form.email, Some(fault));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
