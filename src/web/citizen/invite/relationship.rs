//! How the two are related.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};
use crate::wording;
use domain::Relationship;

use super::answers::Step;
use super::draft::Draft;

/// The form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    relationship: String,
}

/// Nothing, or nothing of ours, was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotChosen;

impl Form {
    /// What was chosen.
    ///
    /// # Errors
    /// When none of the choices was.
    pub fn parse(&self) -> Result<Relationship, NotChosen> {
        Relationship::from_code(&self.relationship).ok_or(NotChosen)
    }
}

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
