//! How the two are related.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};
use crate::wording;
use domain::Relationship;

use super::draft::Draft;
use super::relationship_form::{Form, NotChosen};
use super::step::Step;

#[derive(Template)]
#[template(path = "citizen/invite/relationship.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    question: String,
    relationship: FieldView,
    choices: Vec<Choice>,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, draft: &Draft, form: &Form, fault: Option<NotChosen>) -> Page {
        let t = visit.t;
        let error = fault.map(|NotChosen| t.msg_invite_relationship_empty());
        let relationship = FieldView::new("relationship", &form.relationship).with_error(error);
        let choice = |one: Relationship| Choice::new(one.code(), wording::relationship(t, one));
        let problems = problems(&[&relationship]);
        Page {
            t,
            back: draft.back(Step::Relationship),
            question: t.msg_invite_relationship_title(draft.answers.name()),
            choices: Relationship::ALL.map(choice).to_vec(),
            shell: visit.with_errors(!problems.is_empty()).shell,
            relationship,
            problems,
        }
    }
}

/// Shows the question.
pub async fn show(visit: Visit, draft: Draft, Parked(parked): Parked<Form>) -> Response {
    if let Err(elsewhere) = draft.require(Step::Relationship) {
        return elsewhere.into_response();
    }
    let form = parked.or(draft.answers.relationship.clone()).unwrap_or_default();
    Page::new(visit, &draft, &form, None).into_response()
}

/// Takes the answer.
///
/// # Errors
/// When the database fails.
pub async fn answer(visit: Visit, mut draft: Draft, Fields(form): Fields<Form>) -> Result<Response, Failure> {
    if let Err(fault) = form.parse() {
        let page = Page::new(visit, &draft, &form, Some(fault));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    Ok(draft.save(|answers| answers.relationship = Some(form)).await?.into_response())
}
