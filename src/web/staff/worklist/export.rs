//! The list as a file for a spreadsheet (RFC 4180), safe to be opened: no cell begins a formula.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::storage::views::worklist::{self, Window};
use crate::web::failure::Failure;
use crate::web::session::Staff;
use crate::web::visit::Visit;

use super::listed::{Asked, Listed};
use super::row::row;

/// The most lines of one file.
const LINES: i64 = 10_000;
/// Tells spreadsheets that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// Sends one tab, narrowed as the page is.
///
/// # Errors
/// When the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Failure> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let (t, listed) = (visit.t, Listed::of(&asked));
    let (language, today) = (visit.language(), app.clock.today_in_london());
    let to = (&*listed.tab.stages(), listed.only.narrowed(&staff, today));
    let all = (listed.order, Window { offset: 0, limit: LINES });
    let lines = worklist::narrowed(&app.db, &staff.practice, to, all).await?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = [
        t.msg_worklist_patient(),
        t.msg_worklist_trusted(),
        t.msg_worklist_requested(),
        t.msg_worklist_status(),
        t.msg_worklist_since(),
        t.msg_worklist_marks(),
    ];
    let mut written = writer.write_record(head.map(|cell| harmless(&cell)));
    for line in &lines {
        let row = row(t, line, (language, today));
        let marks = row.marks.join(", ");
        let cells = [row.delegator, row.delegate, row.requested, row.stage, row.since, marks];
        written = written.and_then(|()| writer.write_record(cells.map(|cell| harmless(&cell))));
    }
    let file =
        written.ok().and_then(|()| writer.into_inner().ok()).and_then(|bytes| String::from_utf8(bytes).ok());
    let file = file.ok_or(Failure::BadRequest)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"requests.csv\""),
    ];
    Ok((headers, format!("{MARK}{file}")).into_response())
}

/// Spreadsheets run what begins like a formula; an apostrophe before it makes it text.
fn harmless(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(harmless(evil).starts_with('\''), "{evil}");
        }
        assert_eq!(harmless("O'Neill, \"Meg\""), "O'Neill, \"Meg\"");
    }
}
