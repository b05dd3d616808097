//! The decision once more before it is recorded, with the very words that the two would read.

use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::staff::check::Check;
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;
use domain::delegation::TellThem;

use super::form::{Decision, Form};
use super::page::Page;
use super::reason::Reason;

/// The page for answers that fit together.
pub fn check<R: Reason>(
    page: &Page<R>,
    visit: Visit,
    opened: &Opened,
    (form, decision): (&Form, &Decision<R>),
) -> Check {
    let t = visit.t;
    let note = decision.remark.as_deref().map_or_else(|| t.msg_reason_form_check_none(), str::to_owned);
    let mut told = vec![(page.way)(t, decision.tell).0];
    if decision.tell == TellThem::Reason {
        told.push(t.msg_reason_form_check_words(decision.why.plain_words(t)));
    }
    let rows = SummaryList(vec![
        SummaryRow::new(t.msg_case_patient(), opened.case.delegator.name.full()),
        SummaryRow::new(t.msg_case_trusted(), opened.case.delegate.name.full()),
        SummaryRow::new((page.question)(t), decision.why.words(t)),
        SummaryRow::lines(t.msg_reason_form_check_note(), note.lines().map(str::to_owned).collect()),
        SummaryRow::paragraphs(t.msg_reason_form_tell(), told),
    ]);
    let (names, answers) = (opened.names(t), form.pairs());
    Check { t, names, then: (page.then)(t), send: (page.send)(t), rows, answers, shell: visit.shell }
}
