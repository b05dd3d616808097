//! The contents of a record: what is in it for the reader, and how far they see.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::actions::health_record::view::overview;
use crate::app::App;
use crate::locale::{Language, Words, date_long, words};
use crate::storage::views::accounts;
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;
use domain::health_record::{Kind, Lens};

use super::frame::Frame;
use super::opened::Opened;

/// A part of the record.
struct Part {
    text: String,
    /// Where it is; none where there is nothing for the reader.
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "citizen/health_record/overview.html")]
pub(super) struct Overview {
    t: &'static Words,
    shell: Shell,
    frame: Frame,
    parts: Vec<Part>,
    rows: SummaryList,
    /// What may be missing.
    missing: Vec<String>,
    held_by: String,
}
page::page!(Overview);

/// Shows them.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<Overview, Failure> {
    let (t, language) = (visit.t, visit.language());
    let counts = overview(&app, &opened.looking).await?;
    let parts = counts.into_iter().map(|(group, count)| {
        let href = (count > 0).then(|| format!("{}/{}", opened.home(), group.code()));
        let part = wording::record_part(t, group);
        // The patient's own details are no entries.
        let text = match group {
            Kind::Administrative => part,
            _ => t.msg_health_record_counted(part, count),
        };
        Part { text, href }
    });
    let patient = &opened.looking.patient;
    let in_transit =
        patient.in_transit_since.map(|day| t.msg_health_record_in_transit(date_long(day, language)));
    let filing = patient
        .awaiting_filing_since
        .map(|day| t.msg_health_record_awaiting_filing(date_long(day, language)));
    let phone = accounts::phone(&app.db, &patient.practice).await?;
    Ok(Overview {
        t,
        frame: Frame::of(t, &opened),
        parts: parts.collect(),
        rows: how_far(language, &opened.looking.lens),
        missing: in_transit.into_iter().chain(filing).collect(),
        held_by: held_by(t, &opened.looking.practice, phone.as_deref()),
        shell: visit.shell,
    })
}

/// Who keeps the record, and how they are reached.
fn held_by(t: &Words, practice: &str, phone: Option<&str>) -> String {
    match phone {
        Some(number) => t.msg_health_record_held_by_call(practice, number),
        None => t.msg_health_record_held_by(practice),
    }
}

/// How far the reader sees, and how far of what is older.
fn how_far(language: Language, lens: &Lens) -> SummaryList {
    let t = words(language);
    let mut lines = vec![wording::record_level(t, lens.current), wording::record_level_hint(t, lens.current)];
    if let Some(day) = lens.effective.filter(|_| lens.historical < lens.current) {
        let level = wording::record_level(t, lens.historical);
        lines.push(t.msg_health_record_how_far_before(date_long(day, language), level));
    }
    SummaryList(vec![SummaryRow::paragraphs(t.msg_health_record_how_far(), lines)])
}
