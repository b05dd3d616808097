//! A list as a file for a spreadsheet (RFC 4180), safe to be opened: no cell begins a formula.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::web::failure::Failure;
use domain::text;

/// The most lines of one file.
pub const LINES: i64 = 10_000;
/// Tells spreadsheets that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// The file `name`.csv: what its columns are called, then its lines.
///
/// # Errors
/// When it cannot be written.
pub fn sheet<const COLUMNS: usize>(
    name: &str,
    head: [String; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> Result<Response, Failure> {
    let file = file(head, rows).ok_or(Failure::BadRequest)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    Ok((headers, format!("{MARK}{file}")).into_response())
}

/// The whole file; none when it cannot be written.
fn file<const COLUMNS: usize>(
    head: [String; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> Option<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for cells in std::iter::once(head).chain(rows) {
        writer.write_record(cells.map(|cell| text::cell(&cell))).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_and_lines_are_harmless_too() {
        let cells = |first: &str, second: &str| [first.to_owned(), second.to_owned()];
        let file = file(cells("-who", "why"), std::iter::once(cells("=1+1", "a, b")));
        assert_eq!(file.as_deref(), Some("'-who,why\r\n'=1+1,\"a, b\"\r\n"));
    }
}
