//! Alone on its page, where more is asked for than is set: is anybody pressing you? As in an invitation.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::Visit;

use super::form::Form;

#[derive(Template)]
#[template(path = "citizen/ask_change/pressure.html")]
struct Pressure {
    t: &'static Words,
    shell: Shell,
    problems: Vec<Problem>,
    pressure: FieldView,
    choices: Vec<Choice>,
    answers: Vec<(&'static str, String)>,
}
page::page!(Pressure);

/// The question; once more, with what is wrong, where it was left open (`step` is this page's own).
pub(super) fn ask(visit: Visit, form: &Form, step: &str) -> Response {
    let (t, is_open) = (visit.t, step == "pressure");
    let pressure = FieldView::new("pressure", "").with_error(is_open.then(|| t.msg_invite_pressure_empty()));
    let choices = vec![
        Choice::new("no", t.msg_invite_pressure_no()),
        Choice::new("yes", t.msg_invite_pressure_yes()),
        Choice::new("not_sure", t.msg_invite_pressure_not_sure()),
    ];
    let answers = form.pairs().into_iter().filter(|(name, _)| *name != "pressure").collect();
    let shell = visit.with_errors(is_open).shell;
    let page = Pressure { t, shell, problems: problems(&[&pressure]), pressure, choices, answers };
    let status = if is_open { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, page).into_response()
}
