//! A list as a file for a spreadsheet (RFC 4180), safe to be opened: no cell begins a formula.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::web::failure::Failure;

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
        writer.write_record(cells.map(|cell| harmless(&cell))).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
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

    #[test]
    fn head_and_lines_are_harmless_too() {
        let cells = |first: &str, second: &str| [first.to_owned(), second.to_owned()];
        let file = file(cells("-who", "why"), std::iter::once(cells("=1+1", "a, b")));
        assert_eq!(file.as_deref(), Some("'-who,why\r\n'=1+1,\"a, b\"\r\n"));
    }
}
