//! Who asks, for what, for how long and what it means; and the question: yes or no.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::locale::Words;
use crate::web::citizen::own::Own;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};
use crate::wording;

use super::invitation::Invitation;

/// The form, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    answer: String,
}

#[derive(Template)]
#[template(path = "citizen/respond/question.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    problems: Vec<Problem>,
    name: String,
    practice: String,
    until: String,
    services: Vec<String>,
    dates: String,
    answer: FieldView,
    choices: Vec<Choice>,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, own: &Own, form: &Form, missing: bool) -> Page {
        let (t, language, asked) = (visit.t, visit.language(), &own.delegation().asked);
        let answer = FieldView::new("answer", &form.answer)
            .with_error(missing.then(|| t.msg_respond_question_empty(own.name())));
        Page {
            t,
            problems: problems(&[&answer]),
            name: own.name(),
            practice: own.mine.practice_name.clone(),
            until: own.next(language),
            services: wording::access_lines(t, asked),
            dates: wording::access_dates(language, asked),
            answer,
            choices: vec![
                Choice::new("yes", t.msg_respond_question_yes()),
                Choice::new("no", t.msg_respond_question_no()),
            ],
            shell: visit.with_errors(missing).shell,
        }
    }
}

/// Shows it.
pub async fn show(visit: Visit, Invitation(own): Invitation, Parked(parked): Parked<Form>) -> Page {
    Page::new(visit, &own, &parked.unwrap_or_default(), false)
}

/// Goes on to the declaration, or to saying no; nothing is answered yet.
pub async fn answer(visit: Visit, Invitation(own): Invitation, Fields(form): Fields<Form>) -> Response {
    match form.answer.as_str() {
        "yes" => Redirect::to(&own.path("accept")).into_response(),
        "no" => Redirect::to(&own.path("decline")).into_response(),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, Page::new(visit, &own, &form, true)).into_response(),
    }
}
