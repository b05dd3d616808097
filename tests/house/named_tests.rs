//! Tests that a page names in its numbered rows exist.

use std::collections::BTreeSet;

use super::tree::{File, expect_none, expect_one, files};

/// The numbered rows of a page's table: number, and what its last columns name in code marks.
pub fn rows(page: &str, columns: usize) -> Vec<(&str, Vec<&str>)> {
    let cells = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let numbered = cells.filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    numbered
        .map(|line| {
            let named = line
                .rsplit(" | ")
                .take(columns)
                .flat_map(|cell| cell.split('`').skip(1).step_by(2))
                .collect();
            (line.split(" | ").next().unwrap_or_default(), named)
        })
        .collect()
}

/// All code that may hold tests.
pub fn code() -> Vec<File> {
    ["src", "crates", "tests"].iter().flat_map(|folder| files(folder, &[".rs"])).collect()
}

/// The names of all functions that stand under a mark of a test.
pub fn tests<'f>(all: impl IntoIterator<Item = &'f File>) -> BTreeSet<&'f str> {
    let mut found = BTreeSet::new();
    for file in all {
        let mut is_test = false;
        for line in file.text.lines().map(str::trim) {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            if let (true, Some((_, after))) = (is_test, line.split_once("fn ")) {
                found.extend(after.split_once('(').map(|(name, _)| name));
                is_test = false;
            }
        }
    }
    found
}

/// Rows whose last columns name no test, or one that does not exist.
pub fn faults(page: &str, columns: usize, all: &[File]) -> Vec<String> {
    let known = tests(all);
    let mut faults = Vec::new();
    for (number, named) in rows(page, columns) {
        if named.is_empty() {
            faults.push(format!("row {number} names no test"));
        }
        let lost = named.iter().filter(|name| !known.contains(**name));
        faults.extend(lost.map(|name| format!("row {number}: there is no test `{name}`")));
    }
    faults
}

#[test]
fn a_test_that_does_not_exist_is_seen() {
    let code = [File::sample("tests/a.rs", "#[tokio::test]\nasync fn it_holds() {}\nfn helps() {}\n")];
    let seen = |row: &str| faults(row, 1, &code);
    expect_none(&seen("| 1 | what | why | how | `it_holds` |"));
    expect_one(&seen("| 1 | what | why | how | `it_holds` `it_stands` |"), "no test `it_stands`");
    expect_one(&seen("| 2 | what | why | how | `helps` |"), "row 2: there is no test `helps`");
    expect_one(&seen("| 3 | what | why | how | none |"), "row 3 names no test");
}
