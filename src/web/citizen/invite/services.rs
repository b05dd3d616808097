//! What the delegate may do: services, and one level for the record.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};

use super::draft::Draft;
use super::services_form::{Asked, Fault, Form};
use super::step::Step;

#[derive(Template)]
#[template(path = "citizen/invite/services.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    question: String,
    services: FieldView,
    choices: Vec<Choice>,
    record: FieldView,
    levels: Vec<Choice>,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, draft: &Draft, form: &Form, fault: Option<Fault>) -> Page {
        let t = visit.t;
        let Asked { services, choices, record, levels } = form.asked(t, fault);
        let problems = problems(&[&services, &record]);
        Page {
            t,
            back: draft.back(Step::Services),
            question: t.msg_invite_services_title(draft.answers.name()),
            shell: visit.with_errors(!problems.is_empty()).shell,
            services,
            choices,
            record,
            levels,
            problems,
        }
    }
}

/// Shows the question.
pub async fn show(visit: Visit, draft: Draft, Parked(parked): Parked<Form>) -> Response {
    if let Err(elsewhere) = draft.require(Step::Services) {
        return elsewhere.into_response();
    }
    let form = parked.or(draft.answers.services.clone()).unwrap_or_default();
    Page::new(visit, &draft, &form, None).into_response()
}

/// Takes the answer.
///
/// # Errors
/// When the database fails.
pub async fn answer(visit: Visit, mut draft: Draft, Fields(form): Fields<Form>) -> Result<Response, Failure> {
    match form.parse() {
        Ok(chosen) => {
            let kept = Form::of(chosen);
            Ok(draft.save(|answers| answers.services = Some(kept)).await?.into_response())
        }
        Err(fault) => {
            let page = Page::new(visit, &draft, &form, Some(fault));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
