//! Saying no without signing in: whoever has the link says who sent it, and then no.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::actions::decline_by_link::{self, Outcome};
use crate::actions::invitation_link;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Visit};
use crate::wording;
use domain::DelegationId;
use domain::delegation::DeclineReason;

use super::landing;

/// The form, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    last_name: String,
    reason: String,
}

/// The question.
#[derive(Template)]
#[template(path = "citizen/respond/by_link/ask.html")]
struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    last_name: FieldView,
    reason: FieldView,
    choices: Vec<Choice>,
}

/// It cannot be answered this way now.
#[derive(Template)]
#[template(path = "citizen/respond/by_link/not_now.html")]
struct NotNow {
    t: &'static Words,
    shell: Shell,
    heading: String,
    why: String,
    other_way: String,
}

/// It is declined.
#[derive(Template)]
#[template(path = "citizen/respond/by_link/done.html")]
struct Done {
    t: &'static Words,
    shell: Shell,
}
page::page!(Ask, NotNow, Done);

/// Why the last name is not taken.
enum Fault {
    Empty,
    Wrong,
}

impl Ask {
    fn new(visit: Visit, code: &str, form: &Form, fault: Option<Fault>) -> Ask {
        let t = visit.t;
        let error = fault.map(|fault| match fault {
            Fault::Empty => t.msg_respond_link_name_empty(),
            Fault::Wrong => t.msg_respond_link_name_wrong(),
        });
        let last_name = FieldView::new("last_name", &form.last_name).with_error(error);
        let choice = |one: &DeclineReason| Choice::new(one.code(), wording::decline_reason(t, *one));
        let problems = problems(&[&last_name]);
        Ask {
            t,
            back: format!("/respond/{code}"),
            shell: visit.with_errors(!problems.is_empty()).shell,
            problems,
            last_name,
            reason: FieldView::new("reason", &form.reason),
            choices: DeclineReason::ASKED.iter().map(choice).collect(),
        }
    }
}

/// The page for who has tried too often, with what it was they tried.
pub fn too_many_tries(visit: Visit, why: String) -> Response {
    let (t, heading) = (visit.t, visit.t.msg_respond_link_tries());
    let other_way = if visit.shell.account().is_some() {
        t.msg_respond_code_home()
    } else {
        t.msg_respond_link_sign_in()
    };
    let page = NotNow { t, shell: visit.shell, heading, why, other_way };
    (StatusCode::TOO_MANY_REQUESTS, page).into_response()
}

fn read(app: &App, code: &str) -> Option<DelegationId> {
    invitation_link::read(&app.config.server.link_secret, code)
}

/// Asks. It shows nothing of who asks, at whatever stage the invitation is.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, Path(code): Path<String>) -> Response {
    match read(&app, &code) {
        Some(_) => Ask::new(visit, &code, &Form::default(), None).into_response(),
        None => landing::missing(visit),
    }
}

/// Says no. Doing so again leads to the same page.
///
/// # Errors
/// When the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(code): Path<String>,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let Some(id) = read(&app, &code) else { return Ok(landing::missing(visit)) };
    let wrong = |visit, fault| {
        (StatusCode::UNPROCESSABLE_ENTITY, Ask::new(visit, &code, &form, Some(fault))).into_response()
    };
    if form.last_name.trim().is_empty() {
        return Ok(wrong(visit, Fault::Empty));
    }
    let reason = DeclineReason::from_code(&form.reason);
    let t = visit.t;
    Ok(match decline_by_link::decline_by_link(&app, id, &form.last_name, reason).await? {
        Outcome::Declined => Redirect::to(&format!("/respond/{code}/declined")).into_response(),
        Outcome::WrongName => wrong(visit, Fault::Wrong),
        Outcome::TooManyTries => too_many_tries(visit, t.msg_respond_link_tries_why()),
        Outcome::TooLate(_) => {
            let (heading, why) = (t.msg_respond_link_late(), t.msg_respond_link_late_why());
            let other_way = t.msg_respond_link_sign_in();
            (StatusCode::CONFLICT, NotNow { t, shell: visit.shell, heading, why, other_way }).into_response()
        }
    })
}

/// Says that it is declined.
///
/// # Errors
/// When the database fails.
pub async fn done(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let Some(id) = read(&app, &code) else { return Ok(landing::missing(visit)) };
    if !decline_by_link::is_declined(&app, id).await? {
        return Ok(Redirect::to(&format!("/respond/{code}")).into_response());
    }
    Ok(Done { t: visit.t, shell: visit.shell }.into_response())
}
