//! Alone on its page: is anybody pressing you? A yes, or a doubt, stops gently: nothing is sent and nothing is left to
//! be found on this device by somebody else (docs/sources.md#nhs-manual, points 15 and 16).

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

use crate::actions::draft::discard;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Visit};
use crate::web::{kept_page, parked};

use super::draft::Draft;
use super::step::Step;

/// The form, as typed. It is never kept over a sign-in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pressure: String,
}

#[derive(Template)]
#[template(path = "citizen/invite/pressure.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    pressure: FieldView,
    choices: Vec<Choice>,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, draft: &Draft, missing: bool) -> Page {
        let t = visit.t;
        let chosen = if draft.answers.free_of_pressure { "no" } else { "" };
        let error = missing.then(|| t.msg_invite_pressure_empty());
        let pressure = FieldView::new("pressure", chosen).with_error(error);
        let problems = problems(&[&pressure]);
        let choices = vec![
            Choice::new("no", t.msg_invite_pressure_no()),
            Choice::new("yes", t.msg_invite_pressure_yes()),
            Choice::new("not_sure", t.msg_invite_pressure_not_sure()),
        ];
        let (back, shell) = (draft.back(Step::Pressure), visit.with_errors(missing).shell);
        Page { t, shell, back, problems, pressure, choices }
    }
}

/// Shows the question.
pub async fn show(visit: Visit, draft: Draft) -> Response {
    match draft.require(Step::Pressure) {
        Ok(()) => Page::new(visit, &draft, false).into_response(),
        Err(elsewhere) => elsewhere.into_response(),
    }
}

/// Takes the answer. Where it stops, what was typed before is forgotten here already: who is pressed may never see the next
/// page.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    State(app): State<Arc<App>>,
    (visit, session): (Visit, Session),
    mut draft: Draft,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    match form.pressure.as_str() {
        "no" => Ok(draft.save(|answers| answers.free_of_pressure = true).await?.into_response()),
        "yes" | "not_sure" => {
            discard(&app, draft.id, draft.citizen.id).await?;
            kept_page::forget(&app, &session).await?;
            parked::forget(&app, &session).await?;
            Ok(Redirect::to("/invite/stopped").into_response())
        }
        _ => Ok((StatusCode::UNPROCESSABLE_ENTITY, Page::new(visit, &draft, true)).into_response()),
    }
}
