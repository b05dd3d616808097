//! Every table and column says what it holds, in a sentence above it.

use super::tree::{File, expect_none, expect_one, files};

/// First words of a line in `create table` that is no column.
const NO_COLUMN: &[&str] =
    &["primary", "unique", "check", "constraint", "foreign", "exclude", "like", "", ");", ")"];

fn faults(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let (mut table, mut depth, mut above) = (None, 0_i32, "");
        for (number, line) in file.lines() {
            let code = line.trim();
            let word = code.split([' ', '(']).next().unwrap_or_default().to_lowercase();
            let starts_table = code.to_lowercase().starts_with("create table")
                || code.to_lowercase().starts_with("alter table");
            let is_column = table.is_some() && depth == 1 && !NO_COLUMN.contains(&word.as_str());
            let adds_column = code.to_lowercase().contains("add column");
            let needs = starts_table || is_column || adds_column;
            if needs && !code.is_empty() && !code.starts_with("--") && !is_sentence(above) {
                faults.push(format!("{}:{number}: no sentence above `{code}`", file.path));
            }
            if !code.starts_with("--") {
                if code.to_lowercase().starts_with("create table") {
                    table = Some(number);
                }
                if table.is_some() {
                    depth += i32::try_from(code.matches('(').count()).unwrap_or(0);
                    depth -= i32::try_from(code.matches(')').count()).unwrap_or(0);
                }
                if depth == 0 {
                    table = None;
                }
            }
            above = code;
        }
    }
    faults
}

fn is_sentence(line: &str) -> bool {
    line.strip_prefix("-- ").is_some_and(|text| text.trim_end().ends_with(['.', '?']))
}

#[test]
fn every_table_and_column_is_explained() {
    expect_none(&faults(&files("migrations", &[".sql"])));
}

#[test]
fn a_silent_column_is_seen() {
    let seen = |text: &str| faults(&[File::sample("migrations/1.sql", text)]);
    expect_one(&seen("create table a (\n    -- An id.\n    id uuid primary key\n);\n"), "`create table a (`");
    let column = "-- A table.\ncreate table a (\n    -- An id.\n    id uuid check (id > 0),\n    name text,\n    unique (id, name)\n);\n";
    expect_one(&seen(column), "`name text,`");
    expect_one(&seen("alter table a add column b text;"), "add column b");
    expect_none(&seen(
        "-- A table.\ncreate table a (\n    -- An id.\n    id uuid,\n    primary key (id)\n);\ncreate index i on a (id);\n",
    ));
}
