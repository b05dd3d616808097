//! Everything once more before it is confirmed; the answers travel in hidden inputs.

use askama::Template;

use crate::domain::Access;
use crate::domain::delegation::{Checklist, ChecklistItem};
use crate::locale::Words;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use crate::wording;

use super::form::Form;

/// The page.
#[derive(Template)]
#[template(path = "staff/confirm/check.html")]
pub(super) struct Check {
    t: &'static Words,
    shell: Shell,
    names: String,
    rows: SummaryList,
    answers: Vec<(&'static str, String)>,
}
page::page!(Check);

impl Check {
    /// The page for answers that fit together.
    pub fn new(visit: Visit, opened: &Opened, form: &Form, parsed: &(Checklist, Access)) -> Check {
        let (t, language, (checklist, access)) = (visit.t, visit.language(), parsed);
        let points = ChecklistItem::ALL.map(|item| staff_words::point(t, item)).into();
        let rows = SummaryList(vec![
            SummaryRow::new(t.msg_case_patient(), opened.case.delegator.name.full()),
            SummaryRow::new(t.msg_case_trusted(), opened.case.delegate.name.full()),
            SummaryRow::paragraphs(t.msg_decide_check_done(), points),
            SummaryRow::new(t.msg_decide_consent(), staff_words::consent(t, checklist.consent())),
            SummaryRow::paragraphs(t.msg_decide_services(), wording::access_lines(t, access)),
            SummaryRow::new(t.msg_case_how_long(), wording::access_dates(language, access)),
        ]);
        Check { t, names: opened.names(t), rows, answers: form.pairs(), shell: visit.shell }
    }
}
