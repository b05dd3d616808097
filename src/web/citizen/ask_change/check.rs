//! What is set and what is wanted, side by side, before it is sent.

use askama::Template;

use crate::locale::Words;
use crate::web::citizen::own::Own;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;
use domain::Access;

use super::form::Form;

#[derive(Template)]
#[template(path = "citizen/ask_change/check.html")]
pub(super) struct Check {
    t: &'static Words,
    shell: Shell,
    practice: String,
    rows: SummaryList,
    answers: Vec<(&'static str, String)>,
}
page::page!(Check);

impl Check {
    /// The page for answers that fit together.
    pub fn new(visit: Visit, own: &Own, form: &Form, wanted: &Access) -> Check {
        let (t, language) = (visit.t, visit.language());
        let mut rows = Vec::new();
        if let Some(set) = &own.delegation().set {
            rows.push(SummaryRow::paragraphs(
                t.msg_manage_access_set(),
                wording::access_in_full(language, set),
            ));
        }
        rows.push(SummaryRow::paragraphs(
            t.msg_ask_change_wanted(),
            wording::access_in_full(language, wanted),
        ));
        Check {
            t,
            shell: visit.shell,
            practice: own.mine.practice_name.clone(),
            rows: SummaryList(rows),
            answers: form.pairs(),
        }
    }
}
