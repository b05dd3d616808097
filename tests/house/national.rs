//! Whatever our own store of roles may refuse with is met over HTTP, letter by letter.

use super::tree::{File, expect_none, expect_one, file, files};

/// Fewer would mean that what reads the list has gone wrong.
const AT_LEAST: usize = 60;

/// The words of each fault in the list: what it is made with, but for its status, is code, display and diagnostics.
fn diagnostics(list: &str) -> Vec<&str> {
    let made = list.split("Fault::new(").skip(1);
    made.filter_map(|after| after.split('"').skip(1).step_by(2).nth(2)).collect()
}

/// Faults whose words stand in no test.
fn unmet(list: &str, tests: &[File]) -> Vec<String> {
    let is_met = |words: &str| tests.iter().any(|test| test.text.contains(&format!("\"{words}\"")));
    let lost = diagnostics(list).into_iter().filter(|words| !is_met(words));
    lost.map(|words| format!("no test meets the fault `{words}`")).collect()
}

#[test]
fn each_fault_of_the_store_is_met_by_a_test() {
    let list = file("src/national/faults.rs").text;
    let count = diagnostics(&list).len();
    assert!(count >= AT_LEAST, "only {count} faults are seen");
    expect_none(&unmet(&list, &files("tests/http/national", &[".rs"])));
}

#[test]
fn a_fault_that_no_test_meets_is_seen() {
    let list = "A = Fault::new(400, \"CODE\", \"Display.\",\n    \"What is wrong.\").at(\"place\");";
    let test = |text: &str| [File::sample("tests/http/national/a.rs", text)];
    expect_none(&unmet(list, &test("(\"CODE\", \"What is wrong.\")")));
    expect_one(&unmet(list, &test("(\"CODE\", \"Something else.\")")), "`What is wrong.`");
}
