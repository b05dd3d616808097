//! The page that asks.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::lists::SummaryList;
use crate::web::page::{self, Shell};
use crate::web::parts::Problem;
use crate::web::visit::Visit;

use super::form::{Form, Part};

/// What stands above the questions.
#[derive(Default)]
pub struct Head {
    /// Where the back link leads.
    pub back: String,
    /// Whose account, or which practice.
    pub caption: String,
    /// The heading.
    pub title: String,
    /// What it means, each a paragraph.
    pub means: Vec<String>,
    /// What is so now.
    pub known: SummaryList,
    /// Where the record of the patient is shown at every level, where something of it is given.
    pub would_see: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/accounts/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    caption: String,
    title: String,
    means: Vec<String>,
    known: SummaryList,
    would_see: Option<String>,
    problems: Vec<Problem>,
    version: String,
    parts: Vec<Part>,
}
page::page!(Ask);

impl Ask {
    /// The form with its answers, and what is wrong with them.
    pub fn new(visit: Visit, head: Head, form: Form<'_>) -> Ask {
        let problems = form.problems();
        let Head { back, caption, title, means, known, would_see } = head;
        Ask {
            t: visit.t,
            back,
            caption,
            title,
            means,
            known,
            would_see,
            version: form.version(),
            parts: form.into_parts(),
            shell: visit.with_errors(!problems.is_empty()).shell,
            problems,
        }
    }

    /// The form again, with what is wrong.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}
