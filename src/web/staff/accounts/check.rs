//! The answers once more, and what they would do, before anything is done; they travel in hidden inputs.

use askama::Template;

use crate::locale::Words;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

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
    answers: Vec<(String, String)>,
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
        Check { t, shell: visit.shell, caption, rows: SummaryList(rows), then, send, answers }
    }
}
