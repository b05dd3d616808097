//! The declaration of the delegate; sending it accepts the invitation.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::actions::accept;
use crate::app::App;
use crate::locale::Words;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};

use super::invitation::{Invitation, settle};

/// The form, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    declare: Vec<String>,
}

impl Form {
    fn is_agreed(&self) -> bool {
        self.declare.iter().any(|value| value == "yes")
    }
}

#[derive(Template)]
#[template(path = "citizen/respond/accept.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    name: String,
    declare: FieldView,
    choices: Vec<Choice>,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, own: &Own, form: &Form, missing: bool) -> Page {
        let t = visit.t;
        let declare = FieldView::new("declare", "").with_error(missing.then(|| t.msg_respond_accept_empty()));
        let agree = Choice::new("yes", t.msg_respond_accept_agree()).checked(form.is_agreed());
        Page {
            t,
            back: own.path("respond"),
            problems: problems(&[&declare]),
            name: own.name(),
            declare,
            choices: vec![agree],
            shell: visit.with_errors(missing).shell,
        }
    }
}

/// Shows the declaration.
pub async fn show(visit: Visit, Invitation(own): Invitation, Parked(parked): Parked<Form>) -> Page {
    Page::new(visit, &own, &parked.unwrap_or_default(), false)
}

/// Says yes. Doing so again leads to the same page.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    Invitation(own): Invitation,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if !form.is_agreed() {
        let page = Page::new(visit, &own, &form, true);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let done = accept::accept(&app, own.citizen.id, own.delegation()).await;
    Ok(settle(&own, done)?.into_response())
}
