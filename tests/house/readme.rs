//! README shows what runs.

use domain::delegation::table;

use super::tree::file;

/// What stands between the two marks.
fn shown(readme: &str) -> Option<&str> {
    let (_, rest) = readme.split_once("<!-- state table: begin -->\n")?;
    Some(rest.split_once("<!-- state table: end -->")?.0)
}

#[test]
fn readme_shows_the_state_table_that_runs() {
    let readme = file("README.md").text;
    assert_eq!(shown(&readme), Some(table::markdown().as_str()), "print table::markdown() between the marks");
}

#[test]
fn another_table_is_noticed() {
    let other = "<!-- state table: begin -->\n| a |\n<!-- state table: end -->";
    assert_ne!(shown(other), Some(table::markdown().as_str()));
    assert_eq!(shown("no marks"), None);
}
