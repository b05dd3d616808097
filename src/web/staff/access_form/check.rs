//! Everything once more before it is recorded; the answers travel in hidden inputs.

use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::staff::check::Check;
use crate::web::staff::opened::Opened;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use crate::wording;
use domain::delegation::ChecklistItem;

use super::form::{Form, Parsed};
use super::page::Page;

/// The page for answers that fit together.
pub fn check(page: &Page, visit: Visit, opened: &Opened, (form, parsed): (&Form, &Parsed)) -> Check {
    let (t, language, access) = (visit.t, visit.language(), &parsed.access);
    let mut rows = vec![
        SummaryRow::new(t.msg_case_patient(), opened.case.delegator.name.full()),
        SummaryRow::new(t.msg_case_trusted(), opened.case.delegate.name.full()),
    ];
    if let Some(checklist) = &parsed.checklist {
        let points = ChecklistItem::ALL.map(|item| staff_words::point(t, item)).into();
        rows.push(SummaryRow::paragraphs(t.msg_access_form_check_done(), points));
        let consent = staff_words::consent(t, checklist.consent());
        rows.push(SummaryRow::new(t.msg_access_form_consent(), consent));
    }
    rows.extend([
        SummaryRow::paragraphs(t.msg_access_form_services(), wording::access_lines(t, access)),
        SummaryRow::new(t.msg_case_how_long(), wording::access_dates(language, access)),
    ]);
    Check {
        t,
        names: opened.names(t),
        then: (page.then)(t),
        send: (page.send)(t),
        rows: SummaryList(rows),
        answers: form.pairs(),
        shell: visit.shell,
    }
}
