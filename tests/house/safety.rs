//! Each hazard of the safety page names tests that exist.

use super::named_tests::{code, faults, rows};
use super::tree::{expect_none, file};

/// Fewer would mean that the page, or what reads it, has gone wrong.
const AT_LEAST: usize = 25;

#[test]
fn every_hazard_names_tests_that_exist() {
    let page = file("docs/safety.md").text;
    let count = rows(&page, 1).len();
    assert!(count >= AT_LEAST, "only {count} hazards are seen");
    expect_none(&faults(&page, 1, &code()));
}
