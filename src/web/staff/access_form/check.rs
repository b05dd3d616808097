//! Everything once more before it is recorded; the answers travel in hidden inputs.

use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::staff::case::{account_row, people_rows};
use crate::web::staff::check::Check;
use crate::web::staff::compared::Compared;
use crate::web::staff::opened::Opened;
use crate::web::staff::told;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use crate::wording;
use domain::delegation::Checklist;

use super::form::{Form, Parsed};
use super::page::Page;

/// The page for answers that fit together, with the checklist they make.
pub fn check(
    (page, visit): (&Page, Visit),
    opened: &Opened,
    (form, parsed): (&Form, &Parsed),
    checklist: Option<&Checklist>,
) -> Check {
    let (t, language, delegation) = (visit.t, visit.language(), &opened.case.delegation);
    let mut rows = people_rows(language, &opened.case);
    rows.extend(page.needs_checklist.then(|| account_row(language, &opened.case)));
    if let Some(checklist) = checklist {
        let points = checklist.checks().iter().map(|item| staff_words::point(t, *item)).collect();
        rows.push(SummaryRow::paragraphs(t.msg_access_form_check_done(), points));
        let consent = staff_words::consent(t, checklist.consent());
        rows.push(SummaryRow::new(t.msg_access_form_consent(), consent));
    }
    let compared = Compared::unless_the_same(language, delegation, &parsed.access);
    if compared.is_none() {
        let access = wording::access_in_full(language, &parsed.access);
        let lines = [vec![t.msg_compared_same()], access].concat();
        rows.push(SummaryRow::paragraphs(t.msg_compared_what(), lines));
    }
    let mut told = told::lines(t, parsed.tell);
    if delegation.last_asked().beyond(Some(&parsed.access)).is_more_than_a_start() {
        told.push(t.msg_told_patient_reads(wording::less(t, parsed.less)));
    }
    rows.push(SummaryRow::paragraphs(t.msg_told_row(), told));
    Check {
        t,
        names: opened.names(t),
        then: (page.then)(t),
        send: (page.send)(t),
        variant: "",
        rows: SummaryList(rows),
        compared,
        answers: form.pairs(),
        shell: visit.shell,
    }
}
