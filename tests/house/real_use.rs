//! What real use brought to light has tests that exist, and what people see is walked in a browser.

use super::named_tests::{code, faults, rows, tests};
use super::tree::{File, expect_none, expect_one, file};

/// Fewer would mean that the page, or what reads it, has gone wrong.
const AT_LEAST: usize = 40;
/// What stands in the last column where there is nothing to walk.
const NO_PAGE: &str = "| no page |";

/// Rows whose last column names something else than stories in a browser, or neither those nor that there is no page.
fn unwalked(page: &str, all: &[File]) -> Vec<String> {
    let stories = tests(all.iter().filter(|file| file.path.starts_with("tests/browser/")));
    let has_no_page = |number: &str| {
        page.lines().any(|line| line.starts_with(&format!("| {number} |")) && line.ends_with(NO_PAGE))
    };
    let mut faults = Vec::new();
    for (number, named) in rows(page, 1) {
        if named.is_empty() && !has_no_page(number) {
            faults.push(format!("row {number} is walked in no browser"));
        }
        let others = named.iter().filter(|name| !stories.contains(**name));
        faults.extend(others.map(|name| format!("row {number}: `{name}` is no story in a browser")));
    }
    faults
}

#[test]
fn everything_that_real_use_brought_to_light_names_tests_that_exist() {
    let page = file("docs/real-use.md").text;
    let count = rows(&page, 2).len();
    assert!(count >= AT_LEAST, "only {count} rows are seen");
    let code = code();
    expect_none(&faults(&page, 2, &code));
    expect_none(&unwalked(&page, &code));
}

#[test]
fn what_is_walked_in_no_browser_is_seen() {
    let code = [
        File::sample("tests/browser/a.rs", "#[tokio::test]\nasync fn it_is_walked() {}\n"),
        File::sample("tests/http/a.rs", "#[tokio::test]\nasync fn it_holds() {}\n"),
    ];
    let seen = |row: &str| [faults(row, 2, &code), unwalked(row, &code)].concat();
    expect_none(&seen("| 1 | said | `it_holds` | `it_is_walked` |"));
    expect_none(&seen("| 1 | said | `it_holds` | no page |"));
    expect_one(&seen("| 1 | said | `it_stands` | `it_is_walked` |"), "no test `it_stands`");
    expect_one(&seen("| 2 | said | `it_holds` | `it_holds` |"), "row 2: `it_holds` is no story");
    expect_one(&seen("| 3 | said | `it_holds` | – |"), "row 3 is walked in no browser");
}
