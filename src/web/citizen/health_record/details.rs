//! Name, address and registration.

use askama::Template;

use crate::actions::health_record::view;
use crate::locale::{Language, Words, date_long, words};
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;
use domain::health_record::Kind;

use super::frame::Frame;
use super::opened::Opened;

#[derive(Template)]
#[template(path = "citizen/health_record/details.html")]
pub(super) struct Details {
    t: &'static Words,
    shell: Shell,
    frame: Frame,
    title: String,
    rows: SummaryList,
}
page::page!(Details);

impl Details {
    /// Those of this record; none where the reader does not see so far.
    pub(super) fn new(visit: Visit, opened: &Opened) -> Details {
        let (t, language) = (visit.t, visit.language());
        let rows = view::details(&opened.looking).map(|details| rows(language, details)).unwrap_or_default();
        Details {
            t,
            frame: Frame::of(t, opened),
            title: wording::record_part(t, Kind::Administrative),
            rows,
            shell: visit.shell,
        }
    }
}

fn rows(language: Language, details: view::Details) -> SummaryList {
    let t = words(language);
    let rows = [
        Some(SummaryRow::new(t.msg_health_record_name(), details.name)),
        details.born.map(|day| SummaryRow::new(t.msg_health_record_born(), date_long(day, language))),
        lines(t.msg_health_record_address(), details.address),
        lines(t.msg_health_record_contacts(), details.contacts),
        details
            .registered_from
            .map(|day| SummaryRow::new(t.msg_health_record_registered(), date_long(day, language))),
    ];
    SummaryList(rows.into_iter().flatten().collect())
}

fn lines(name: String, lines: Vec<String>) -> Option<SummaryRow> {
    (!lines.is_empty()).then(|| SummaryRow::lines(name, lines))
}
