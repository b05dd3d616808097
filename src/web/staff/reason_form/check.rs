//! The decision once more before it is recorded, with the very words that the two would read.

use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::staff::case::people_rows;
use crate::web::staff::check::Check;
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;

use super::form::{Decision, Form};
use super::page::{Page, told_words};
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
    let told = told_words(t, decision.why, decision.tell);
    let mut rows = people_rows(visit.language(), &opened.case);
    rows.extend([
        SummaryRow::new((page.question)(t), decision.why.words(t)),
        SummaryRow::lines(t.msg_reason_form_check_note(), note.lines().map(str::to_owned).collect()),
        SummaryRow::paragraphs(t.msg_told_row(), told),
    ]);
    Check {
        t,
        names: opened.names(t),
        then: (page.then)(t),
        send: (page.send)(t),
        variant: page.variant,
        rows: SummaryList(rows),
        compared: None,
        answers: form.pairs(),
        shell: visit.shell,
    }
}
