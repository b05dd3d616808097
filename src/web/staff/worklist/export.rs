//! The list as a file for a spreadsheet.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;

use crate::actions::case_work;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::worklist::{self, Window};
use crate::web::failure::Failure;
use crate::web::session::Staff;
use crate::web::staff::spreadsheet::{self, sheet};
use crate::web::visit::Visit;

use super::listed::{Asked, Listed};
use super::row::{Row, row};

/// How many columns it has.
const COLUMNS: usize = 11;

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
    let failed = worklist::failed(&app.db, &staff.practice).await?;
    let (stages, narrowed) = (listed.tab.stages(), listed.narrowed(&staff, today, &failed));
    let all = (listed.order, Window { offset: 0, limit: spreadsheet::LINES });
    let lines = worklist::narrowed(&app.db, &staff.practice, (&stages, &narrowed), all).await?;
    // Whoever takes a file has seen every case in it.
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    case_work::read_all(&app, staff.id, &ids, "export").await?;
    tracing::info!(staff = %staff.id, practice = %staff.practice, cases = ids.len(), "a file of cases was taken");
    let rows = lines.iter().map(|line| row(line, (language, today), &failed));
    sheet("requests", head(t), rows.map(cells))
}

/// What the columns are called.
fn head(t: &Words) -> [String; COLUMNS] {
    [
        t.msg_worklist_patient(),
        t.msg_worklist_patient_number(),
        t.msg_worklist_patient_born(),
        t.msg_worklist_trusted(),
        t.msg_worklist_trusted_number(),
        t.msg_worklist_trusted_born(),
        t.msg_worklist_requested(),
        t.msg_worklist_status(),
        t.msg_worklist_since(),
        t.msg_worklist_taken_by(),
        t.msg_worklist_marks(),
    ]
}

/// A line of the file, in the order of its head.
fn cells(row: Row) -> [String; COLUMNS] {
    [
        row.delegator,
        row.delegator_number.replace('\u{a0}', " "),
        row.delegator_born,
        row.delegate,
        row.delegate_number.replace('\u{a0}', " "),
        row.delegate_born,
        row.requested,
        row.stage,
        row.since,
        row.taker,
        row.marks.join(", "),
    ]
}
