//! For how long: an end date is offered first, none is a deliberate choice (docs/sources.md#dapb3051, step 8).

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, DateView, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};

use super::draft::Draft;
use super::how_long_form::{Asked, Fault, Form};
use super::step::Step;

#[derive(Template)]
#[template(path = "citizen/invite/how_long.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    how_long: FieldView,
    choices: Vec<Choice>,
    ends: DateView,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, draft: &Draft, form: &Form, fault: Option<Fault>) -> Page {
        let t = visit.t;
        let Asked { how_long, choices, ends } = form.asked(t, fault);
        let problems = problems(&[&how_long, &ends]);
        let (back, shell) = (draft.back(Step::HowLong), visit.with_errors(!problems.is_empty()).shell);
        Page { t, shell, back, problems, how_long, choices, ends }
    }
}

/// Shows the question.
pub async fn show(visit: Visit, draft: Draft, Parked(parked): Parked<Form>) -> Response {
    if let Err(elsewhere) = draft.require(Step::HowLong) {
        return elsewhere.into_response();
    }
    let form = parked.or(draft.answers.how_long.clone()).unwrap_or_default();
    Page::new(visit, &draft, &form, None).into_response()
}

/// Takes the answer.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    State(app): State<Arc<App>>,
    visit: Visit,
    mut draft: Draft,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    match form.parse(app.clock.today_in_london()) {
        Ok(ends) => Ok(draft.save(|answers| answers.how_long = Some(Form::of(ends))).await?.into_response()),
        Err(fault) => {
            let page = Page::new(visit, &draft, &form, Some(fault));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
