//! Every requirement on accounts has its row, and names tests that exist or what will hold it.

use super::named_tests::{code, tests};
use super::tree::{File, expect_none, expect_one, file, files};

/// Who may name copies of documents: they are kept, brought and opened there, and nowhere else.
const COPIES: [&str; 7] = [
    "src/actions/accounts/beside.rs",
    "src/actions/accounts/evidence.rs",
    "src/web/staff/accounts/kind.rs",
    "src/web/staff/accounts/copies.rs",
    "src/web/staff/accounts/copy.rs",
    "src/web/staff/accounts/given.rs",
    "src/web/upload.rs",
];

/// The numbers that were given, by their beginning: first and last of each run.
const RUNS: [(&str, u8, u8); 5] =
    [("CS", 1, 15), ("CS", 20, 26), ("CS", 30, 33), ("CS", 40, 50), ("DA", 1, 18)];
/// What begins the last cell of a row that nothing holds yet.
const NOT_YET: &str = "not yet: ";

fn numbers() -> impl Iterator<Item = String> {
    RUNS.into_iter()
        .flat_map(|(list, first, last)| (first..=last).map(move |number| format!("{list}-{number:02}")))
}

/// The numbered rows: number, and the last cell.
fn rows(page: &str) -> Vec<(&str, &str)> {
    let cells = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let numbered = cells.filter(|line| line.starts_with("CS-") || line.starts_with("DA-"));
    numbered.filter_map(|line| Some((line.split_once(" | ")?.0, line.rsplit_once(" | ")?.1))).collect()
}

fn faults(page: &str, all: &[File]) -> Vec<String> {
    let (known, rows) = (tests(all), rows(page));
    let mut faults = Vec::new();
    for number in numbers() {
        let count = rows.iter().filter(|(one, _)| *one == number).count();
        if count != 1 {
            faults.push(format!("{number} stands there {count} times"));
        }
    }
    for (number, held) in rows {
        if !numbers().any(|one| one == number) {
            faults.push(format!("{number} was never given"));
        }
        if held.strip_prefix(NOT_YET).is_some_and(|by| !by.trim().is_empty()) {
            continue;
        }
        let named: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            faults.push(format!("{number} names no test, and nothing that will hold it"));
        }
        let lost = named.iter().filter(|name| !known.contains(**name));
        faults.extend(lost.map(|name| format!("{number}: there is no test `{name}`")));
    }
    faults
}

/// Who names copies of documents without being listed.
fn leaks(sources: &[File]) -> Vec<String> {
    let names = |file: &File| {
        file.lines().any(|(_, line)| {
            let is_table =
                ["from evidence", "into evidence", "join evidence"].iter().any(|sql| line.contains(sql));
            line.contains("accounts::evidence")
                || (is_table && file.path != "src/storage/accounts/evidence.rs")
        })
    };
    let named: Vec<&File> = sources.iter().filter(|file| names(file)).collect();
    let is_listed = |file: &File| COPIES.contains(&file.path.as_str());
    named
        .into_iter()
        .filter(|file| !is_listed(file))
        .map(|file| format!("{} reads copies", file.path))
        .collect()
}

#[test]
fn cs_33_nothing_but_the_pages_of_their_practice_reads_copies_of_documents() {
    expect_none(&leaks(&files("src", &[".rs"])));
    let seen = |path: &str, text: &str| leaks(&[File::sample(path, text)]);
    expect_one(
        &seen("src/api/a.rs", "use crate::actions::accounts::evidence::open;"),
        "src/api/a.rs reads copies",
    );
    expect_one(&seen("src/storage/views/a.rs", "select sealed from evidence"), "src/storage/views/a.rs");
    expect_none(&seen("src/web/upload.rs", "use crate::actions::accounts::evidence::LARGEST;"));
}

#[test]
fn every_requirement_on_accounts_names_its_tests_or_what_will_hold_it() {
    expect_none(&faults(&file("docs/accounts.md").text, &code()));
}

#[test]
fn a_requirement_that_nothing_holds_is_seen() {
    let code = [File::sample("tests/a.rs", "#[test]\nfn it_holds() {}\n")];
    let whole: Vec<String> = numbers().map(|number| format!("| {number} | what | `it_holds` |\n")).collect();
    let seen = |row: &str| faults(&(whole[1..].concat() + row), &code);
    expect_none(&seen("| CS-01 | what | `it_holds` |"));
    expect_none(&seen("| CS-01 | what | not yet: a page |"));
    expect_one(&seen(""), "CS-01 stands there 0 times");
    expect_one(&seen("| CS-01 | what | `it_stands` |"), "CS-01: there is no test `it_stands`");
    expect_one(&seen("| CS-01 | what | not yet: |"), "CS-01 names no test");
    expect_one(
        &seen("| CS-01 | what | `it_holds` |\n| CS-16 | what | `it_holds` |"),
        "CS-16 was never given",
    );
}
