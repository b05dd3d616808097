//! The list as a file for a spreadsheet. No name or number stands in it: a case is found by its reference.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::locale::date_time;
use crate::storage::views::differences;
use crate::web::failure::Failure;
use crate::web::session::Staff;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;

/// The most lines of one file.
const LINES: i64 = 10_000;

/// Sends it.
///
/// # Errors
/// [`Failure::NotFound`] where the national store is not set up; when the database fails.
pub async fn send(State(app): State<Arc<App>>, visit: Visit, staff: Staff) -> Result<Response, Failure> {
    if app.vrs.is_none() {
        return Err(Failure::NotFound);
    }
    let all = differences::of(&app.db, &staff.practice, LINES).await?;
    let (t, language) = (visit.t, visit.language());
    let head = [t.msg_national_reference(), t.msg_national_differs(), t.msg_national_since()];
    let rows = all.iter().map(|one| {
        [
            one.delegation.to_string(),
            staff_words::difference(t, one.difference),
            date_time(one.since, language),
        ]
    });
    let file = file(head, rows).ok_or(Failure::BadRequest)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"differences.csv\""),
    ];
    Ok((headers, format!("\u{feff}{file}")).into_response())
}

/// The whole file; none when it cannot be written.
fn file(head: [String; 3], rows: impl Iterator<Item = [String; 3]>) -> Option<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for cells in std::iter::once(head).chain(rows) {
        writer.write_record(cells).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}
