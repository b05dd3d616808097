//! The answers once more, and what they would do, before anything is done; they travel in hidden inputs.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::parts::Problem;
use crate::web::visit::Visit;

use super::copy::Copies;
use super::form::Form;

#[derive(Template)]
#[template(path = "staff/accounts/check.html")]
pub(super) struct Check {
    t: &'static Words,
    shell: Shell,
    caption: String,
    rows: SummaryList,
    then: Vec<String>,
    send: String,
    variant: &'static str,
    answers: Vec<(String, String)>,
    problems: Vec<Problem>,
    copies: Option<Copies>,
}
page::page!(Check);

/// What is shown to be checked.
pub struct Shown {
    /// Whose account, or which practice.
    pub caption: String,
    /// The answers.
    pub rows: Vec<SummaryRow>,
    /// What happens when they are sent.
    pub then: Vec<String>,
    /// The button that sends them.
    pub send: String,
}

impl Check {
    /// The page for answers that fit together.
    pub fn new(visit: Visit, shown: Shown, form: &Form<'_>) -> Check {
        let Shown { caption, rows, then, send } = shown;
        let (t, answers) = (visit.t, form.answered());
        let (shell, rows, problems) = (visit.shell, SummaryList(rows), Vec::new());
        Check { t, shell, caption, rows, then, send, variant: "", answers, problems, copies: None }
    }

    /// The same, with a button that looks so.
    pub fn sent_by(self, variant: &'static str) -> Check {
        Check { variant, ..self }
    }

    /// The same, asking for a copy of a document besides.
    pub fn asking(self, copies: Option<Copies>) -> Check {
        let problems = copies.as_ref().map(Copies::problems).unwrap_or_default();
        Check { shell: self.shell.with_errors(!problems.is_empty()), problems, copies, ..self }
    }

    /// The page again, with what is wrong.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}
