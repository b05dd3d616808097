//! The declaration; sending it makes the request.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::actions::request;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};

use super::draft::Draft;
use super::step::Step;

/// The form, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    declare: Vec<String>,
}

impl Form {
    fn is_declared(&self) -> bool {
        self.declare.iter().any(|value| value == "yes")
    }
}

#[derive(Template)]
#[template(path = "citizen/invite/declaration.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    name: String,
    by_code: bool,
    declare: FieldView,
    choices: Vec<Choice>,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, draft: &Draft, (form, missing): (&Form, bool)) -> Page {
        let t = visit.t;
        let declare =
            FieldView::new("declare", "").with_error(missing.then(|| t.msg_invite_declaration_empty()));
        let problems = problems(&[&declare]);
        let agree = Choice::new("yes", t.msg_invite_declaration_agree());
        let choices = vec![agree.checked(form.is_declared())];
        let (back, shell) = (draft.back(Step::Declaration), visit.with_errors(missing).shell);
        let (name, by_code) = (draft.answers.name(), draft.answers.is_by_code());
        Page { t, shell, back, problems, name, by_code, declare, choices }
    }
}

/// Shows the declaration.
pub async fn show(visit: Visit, draft: Draft, Parked(parked): Parked<Form>) -> Response {
    match draft.require(Step::Declaration) {
        Ok(()) => Page::new(visit, &draft, (&parked.unwrap_or_default(), false)).into_response(),
        Err(elsewhere) => elsewhere.into_response(),
    }
}

/// Sends the request. Sending it again, by a double click or the back button, leads to the same page.
///
/// # Errors
/// When the rules or the database refuse it; the draft is kept then.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    draft: Draft,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Err(elsewhere) = draft.require(Step::Declaration) {
        return Ok(elsewhere.into_response());
    }
    if !form.is_declared() {
        let page = Page::new(visit, &draft, (&form, true));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let asked = draft.answers.asked(app.clock.today_in_london()).ok_or(Failure::BadRequest)?;
    request::send(&app, draft.citizen.id, draft.id, &asked).await?;
    Ok(Redirect::to(&format!("/invite/{}/sent", draft.id)).into_response())
}
