//! Every published scenario of the operation that moves records has its row, and names tests that exist or why there is none.

use super::named_tests::{code, tests};
use super::tree::{File, expect_none, expect_one, file};

/// The scenarios: how their numbers begin, and how many there are.
const SCENARIOS: [(&str, u8); 7] =
    [("M", 15), ("D", 2), ("SSP", 4), ("SEC", 8), ("FHIR", 12), ("HTTP", 8), ("JWT", 12)];
/// What begins the last cell of a row that no test of ours can hold.
const NOT_OURS: &str = "not ours: ";

fn numbers() -> impl Iterator<Item = String> {
    SCENARIOS.into_iter().flat_map(|(list, last)| (1..=last).map(move |number| format!("{list}{number}")))
}

/// The rows of the table below that heading: number, and the last cell.
fn rows(page: &str) -> Vec<(&str, &str)> {
    let (_, below) = page.split_once("\n## The published tests\n").unwrap_or_default();
    let table = below.split("\n## ").next().unwrap_or_default();
    let cells = table.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = cells.filter_map(|line| Some((line.split_once(" | ")?.0, line.rsplit_once(" | ")?.1)));
    rows.filter(|(number, _)| number.ends_with(|last: char| last.is_ascii_digit())).collect()
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
            faults.push(format!("{number} was never published"));
        }
        if held.strip_prefix(NOT_OURS).is_some_and(|why| !why.trim().is_empty()) {
            continue;
        }
        let named: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            faults.push(format!("{number} names no test, and not why there is none"));
        }
        let lost = named.iter().filter(|name| !known.contains(**name));
        faults.extend(lost.map(|name| format!("{number}: there is no test `{name}`")));
    }
    faults
}

#[test]
fn every_published_scenario_names_its_tests_or_why_there_is_none() {
    expect_none(&faults(&file("docs/gp-connect.md").text, &code()));
}

#[test]
fn a_scenario_that_nothing_holds_is_seen() {
    let code = [File::sample("tests/a.rs", "#[test]\nfn it_holds() {}\n")];
    let whole: Vec<String> = numbers().map(|number| format!("| {number} | what | `it_holds` |\n")).collect();
    let seen = |row: &str| faults(&format!("\n## The published tests\n{}{row}", whole[1..].concat()), &code);
    expect_none(&seen("| M1 | what | `it_holds` (J1) |"));
    expect_none(&seen("| M1 | what | not ours: the proxy's |"));
    expect_one(&seen(""), "M1 stands there 0 times");
    expect_one(&seen("| M1 | what | `it_stands` |"), "M1: there is no test `it_stands`");
    expect_one(&seen("| M1 | what | not ours: |"), "M1 names no test");
    expect_one(&seen("| M1 | what | `it_holds` |\n| M16 | what | `it_holds` |"), "M16 was never published");
}
