//! The code of an invitation that came as a letter or by telephone: who has signed in types it, and comes where the link in an
//! e-mail would lead (docs/decisions/0050-an-invitation-by-code.md).

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::actions::invitation_code::{self, Opened};
use crate::app::App;
use crate::arrival::Arrival;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell, Viewer};
use crate::web::parts::{FieldView, Problem, problems};
use crate::web::session::Citizen;
use crate::web::visit::{Fields, Parked, Visit};

use super::{by_link, landing};

/// The form, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    code: String,
}

#[derive(Template)]
#[template(path = "citizen/respond/by_code.html")]
struct Ask {
    t: &'static Words,
    shell: Shell,
    problems: Vec<Problem>,
    code: FieldView,
}
page::page!(Ask);

impl Ask {
    fn new(visit: Visit, typed: &str, error: Option<String>) -> Ask {
        let code = FieldView::new("code", typed).with_error(error);
        let problems = problems(&[&code]);
        Ask { t: visit.t, shell: visit.with_errors(!problems.is_empty()).shell, problems, code }
    }
}

/// Asks for the code, or first to sign in: no code is looked at before it is known who has it.
pub async fn show(visit: Visit, Parked(parked): Parked<Form>) -> Response {
    match visit.shell.viewer {
        Viewer::Visitor => landing::before_code(visit),
        Viewer::Citizen { .. } => Ask::new(visit, &parked.unwrap_or_default().code, None).into_response(),
        Viewer::Staff { .. } => landing::somebody_else(visit),
    }
}

/// Leads to the invitation. Every code counts, for the person and, while they may try, for where it came from: nobody uses up
/// what others there have left. Whatever is wrong with a code is said in the same words.
///
/// # Errors
/// When the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    (arrival, reader): (Arrival, Citizen),
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let t = visit.t;
    let wrong = |visit, words| {
        (StatusCode::UNPROCESSABLE_ENTITY, Ask::new(visit, &form.code, Some(words))).into_response()
    };
    if form.code.trim().is_empty() {
        return Ok(wrong(visit, t.msg_respond_code_empty()));
    }
    if !invitation_code::may_try(&app, reader.id).await?
        || app.codes.count(arrival.source, app.clock.now()).is_err()
    {
        return Ok(by_link::too_many_tries(visit, t.msg_respond_code_tries_why()));
    }
    Ok(match invitation_code::open(&app, reader.id, &form.code).await? {
        Opened::Theirs(id) => Redirect::to(&format!("/delegations/{id}/respond")).into_response(),
        Opened::SomebodyElses => landing::somebody_else(visit),
        Opened::Nothing => wrong(visit, t.msg_respond_code_wrong()),
    })
}
