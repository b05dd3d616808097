//! The documents show what runs, and what they point to is there.

use std::collections::BTreeSet;

use domain::delegation::table;
use domain::{account, health_record, role};

use super::tree::{File, expect_none, expect_one, file, files, top};

/// All that people read: the page in front, and everything in `docs/`.
pub fn documents() -> Vec<File> {
    let mut all = files("docs", &[".md"]);
    all.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(file));
    all
}

/// What a link can point to in one document: its headings as web pages name them, and anchors set by hand.
pub fn anchors(text: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = outside_code(text)
        .filter(|line| line.starts_with('#'))
        .map(|line| slug(line.trim_start_matches('#').trim()))
        .collect();
    found
        .extend(text.split("<a id=\"").skip(1).filter_map(|after| Some(after.split_once('"')?.0.to_owned())));
    found
}

/// A heading as it stands in an address: small letters, digits and hyphens, a hyphen for each space.
fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// The lines that are not between two fences of code.
fn outside_code(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        inside ^= is_fence;
        !inside && !is_fence
    })
}

/// Links of documents to files of the repository that are not there, or to headings that are not in them.
fn dead_links(all: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for document in all {
        for target in outside_code(&document.text).flat_map(targets) {
            if target.contains("://") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = resolved(&document.path, path);
            let text = all.iter().find(|other| other.path == path).map(|other| other.text.as_str());
            let is_there = text.is_some() || top().join(&path).exists();
            let is_named = anchor.is_empty() || text.is_some_and(|text| anchors(text).contains(anchor));
            if !is_there || !is_named {
                faults.push(format!("{}: `{target}` leads nowhere", document.path));
            }
        }
    }
    faults
}

/// What stands between the round brackets of `[…](…)`, in one line.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|after| Some(after.split_once(')')?.0))
}

/// The path from the top of the repository of what `document` calls `path`.
fn resolved(document: &str, path: &str) -> String {
    if path.is_empty() {
        return document.to_owned();
    }
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Files and folders that documents name in code marks and that are not there.
fn lost_paths(all: &[File]) -> Vec<String> {
    let named = |line: &str| -> Vec<String> {
        line.split('`').skip(1).step_by(2).filter(|span| is_path(span)).map(str::to_owned).collect()
    };
    let of = |document: &File| -> Vec<String> {
        let lost = outside_code(&document.text).flat_map(named).filter(|path| !top().join(path).exists());
        lost.map(|path| format!("{}: there is no `{path}`", document.path)).collect()
    };
    all.iter().flat_map(of).collect()
}

/// Whether a text in code marks is meant as a path of this repository.
fn is_path(span: &str) -> bool {
    const FOLDERS: [&str; 10] = [
        "src/",
        "crates/",
        "tests/",
        "benches/",
        "bin/",
        "docs/",
        "locales/",
        "migrations/",
        "packaging/",
        "templates/",
    ];
    let starts_so = FOLDERS.iter().any(|folder| span.starts_with(folder));
    starts_so && span.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '_'))
}

/// What stands between the two marks.
fn shown(document: &str) -> Option<&str> {
    let (_, rest) = document.split_once("<!-- state table: begin -->\n")?;
    Some(rest.split_once("<!-- state table: end -->")?.0)
}

/// Decisions without a line in the index, and numbers that are missing or given twice.
fn faults_of_decisions(decisions: &[File], index: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, decision) in decisions.iter().enumerate() {
        let name = decision.path.rsplit('/').next().unwrap_or_default();
        if !name.starts_with(&format!("{:04}-", place + 1)) {
            faults.push(format!("{}: number {} is missing or given twice", decision.path, place + 1));
        }
        if !index.contains(&format!("]({name})")) {
            faults.push(format!("{}: not in the index", decision.path));
        }
        for part in ["\nDecided 20", "**Context.**", "**Decision.**", "**Consequences.**"] {
            if !decision.text.contains(part) {
                faults.push(format!("{}: no `{}`", decision.path, part.trim()));
            }
        }
    }
    faults
}

#[test]
fn the_state_table_that_runs_is_shown() {
    let document = file("docs/life.md").text;
    assert_eq!(
        shown(&document),
        Some(table::markdown().as_str()),
        "print table::markdown() between the marks"
    );
}

#[test]
fn the_table_of_roles_that_runs_is_shown() {
    let document = file("docs/national-store.md").text;
    assert_eq!(
        shown(&document),
        Some(role::table::markdown().as_str()),
        "print role::table::markdown() between the marks"
    );
}

#[test]
fn the_table_of_accounts_that_runs_is_shown() {
    let document = file("docs/accounts.md").text;
    assert_eq!(
        shown(&document),
        Some(account::table::markdown().as_str()),
        "print account::table::markdown() between the marks"
    );
}

#[test]
fn the_table_of_what_levels_show_that_runs_is_shown() {
    let document = file("docs/health-record.md").text;
    assert_eq!(
        shown(&document),
        Some(health_record::table::markdown().as_str()),
        "print health_record::table::markdown() between the marks"
    );
}

#[test]
fn another_table_is_noticed() {
    let other = "<!-- state table: begin -->\n| a |\n<!-- state table: end -->";
    assert_ne!(shown(other), Some(table::markdown().as_str()));
    assert_eq!(shown("no marks"), None);
}

#[test]
fn every_link_of_a_document_leads_somewhere() {
    expect_none(&dead_links(&documents()));
}

#[test]
fn a_dead_link_is_seen() {
    let seen = |text: &str| {
        dead_links(&[
            File::sample("docs/a.md", text),
            File::sample("docs/b/c.md", "# One place\n\n## And 2nd, too"),
        ])
    };
    expect_none(&seen(
        "[x](b/c.md#one-place) [y](b/c.md#and-2nd-too) [z](../Cargo.toml) [w](https://a.test/)",
    ));
    expect_none(&seen("# Here\n[x](#here) <a id=\"there\"></a> [y](#there)\n```\n[z](nowhere.md)\n```\n"));
    expect_one(&seen("[x](b/d.md)"), "`b/d.md` leads nowhere");
    expect_one(&seen("[x](b/c.md#another-place)"), "leads nowhere");
    expect_one(&seen("```\n# Not a heading\n```\n[x](#not-a-heading)"), "leads nowhere");
}

#[test]
fn every_path_of_a_document_is_there() {
    expect_none(&lost_paths(&documents()));
}

#[test]
fn a_path_that_is_gone_is_seen() {
    let seen = |text: &str| lost_paths(&[File::sample("docs/a.md", text)]);
    expect_none(&seen("`src/main.rs` and `tests/house` and `src/<part>` and `docs/…/index.md`"));
    expect_one(&seen("See `src/gone.rs`."), "docs/a.md: there is no `src/gone.rs`");
}

#[test]
fn every_decision_is_whole_and_in_the_index() {
    let all = files("docs/decisions", &[".md"]);
    let (index, decisions): (Vec<File>, Vec<File>) =
        all.into_iter().partition(|file| file.path.ends_with("README.md"));
    assert!(!decisions.is_empty(), "where are the decisions?");
    expect_none(&faults_of_decisions(&decisions, &index[0].text));
}

#[test]
fn a_decision_that_is_not_whole_is_seen() {
    let whole = "# 1. A\n\nDecided 2026-11-27.\n\n**Context.** b\n\n**Decision.** c\n\n**Consequences.** d\n";
    let seen = |name: &str, text: &str, index: &str| {
        faults_of_decisions(&[File::sample(&format!("docs/decisions/{name}"), text)], index)
    };
    expect_none(&seen("0001-a.md", whole, "[1](0001-a.md)"));
    expect_one(&seen("0002-a.md", whole, "[1](0002-a.md)"), "number 1 is missing");
    expect_one(&seen("0001-a.md", whole, ""), "not in the index");
    expect_one(&seen("0001-a.md", &whole.replace("Decided", "On"), "[1](0001-a.md)"), "no `Decided 20`");
}

#[test]
fn the_first_page_fits_two_screens() {
    let lines = file("README.md").text.lines().count();
    assert!(lines <= 80, "{lines} lines: what is more belongs into docs/");
}
