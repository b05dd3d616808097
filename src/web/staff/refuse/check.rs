//! The refusal once more before it is recorded, with the very words that the two would read.

use askama::Template;

use crate::domain::delegation::TellThem;
use crate::locale::Words;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use crate::wording;

use super::form::{Decision, Form};

/// The page.
#[derive(Template)]
#[template(path = "staff/refuse/check.html")]
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
    pub fn new(visit: Visit, opened: &Opened, form: &Form, decision: &Decision) -> Check {
        let t = visit.t;
        let note = decision.remark.as_deref().map_or_else(|| t.msg_decide_check_none(), str::to_owned);
        let mut told = vec![staff_words::tell(t, decision.tell)];
        if decision.tell == TellThem::Reason {
            told.push(t.msg_decide_check_words(wording::refusal_reason(t, decision.reason)));
        }
        let rows = SummaryList(vec![
            SummaryRow::new(t.msg_case_patient(), opened.case.delegator.name.full()),
            SummaryRow::new(t.msg_case_trusted(), opened.case.delegate.name.full()),
            SummaryRow::new(t.msg_decide_reason(), staff_words::reason(t, decision.reason)),
            SummaryRow::lines(t.msg_decide_check_note(), note.lines().map(str::to_owned).collect()),
            SummaryRow::paragraphs(t.msg_decide_tell(), told),
        ]);
        Check { t, names: opened.names(t), rows, answers: form.pairs(), shell: visit.shell }
    }
}
