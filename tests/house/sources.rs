//! What code rests on is public, and can be found: each reference leads to an entry of docs/sources.md, or to a page
//! of ours.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{anchors, documents};
use super::tree::{File, expect_none, expect_one, file, files};

/// Fewer would mean that the references are written in another way, which nobody checks.
const AT_LEAST: usize = 100;

/// Sources that code may name by their own name, with their entry.
const NAMED: [(&str, &str); 6] = [
    ("DAPB3051", "dapb3051"),
    ("WCAG", "wcag"),
    ("ASVS", "asvs"),
    ("CloudEvents", "cloudevents"),
    ("OpenID Connect Core", "oidc-core"),
    ("OpenID Back-Channel Logout", "oidc-backchannel"),
];

/// Names of papers that only their writers have.
const UNKNOWN: [&str; 6] = ["fact sheet", "facts §", "design §", "product §", "seed 0", "issue #"];

/// What can be pointed to: each document with its anchors.
type Known = BTreeMap<String, BTreeSet<String>>;

/// A reference: a document, and a place in it where one is named.
type Reference = (String, Option<String>);

fn known(documents: &[File]) -> Known {
    documents.iter().map(|document| (document.path.clone(), anchors(&document.text))).collect()
}

/// The references in one line: `docs/page.md#place`, further places of the same page as `, #place`, and RFCs by number.
fn references(line: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("docs/") {
        let rest = &line[at..];
        let Some(end) = rest.find(".md") else { continue };
        let (page, mut rest) = rest.split_at(end + 3);
        if !page.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '_')) {
            continue;
        }
        let mut places = 0;
        while let Some(after) = rest.strip_prefix('#').or_else(|| rest.strip_prefix(", #")) {
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(after.len());
            found.push((page.to_owned(), Some(after[..end].to_owned())));
            (places, rest) = (places + 1, &after[end..]);
        }
        if places == 0 {
            found.push((page.to_owned(), None));
        }
    }
    let sources = |place: String| ("docs/sources.md".to_owned(), Some(place));
    found.extend(line.split("RFC ").skip(1).filter_map(|after| {
        let number: String = after.chars().take_while(char::is_ascii_digit).collect();
        (!number.is_empty()).then(|| sources(format!("rfc-{number}")))
    }));
    found.extend(
        NAMED.iter().filter(|(name, _)| line.contains(name)).map(|(_, entry)| sources((*entry).to_owned())),
    );
    found
}

fn faults(code: &[File], known: &Known) -> Vec<String> {
    let mut faults = Vec::new();
    for file in code {
        let mut before = "";
        for (number, line) in file.lines() {
            let place = format!("{}:{number}", file.path);
            for (page, anchor) in references(line) {
                let is_there = known.get(&page).is_some_and(|anchors| {
                    anchor.as_ref().is_none_or(|anchor| anchors.contains(anchor.as_str()))
                });
                if !is_there {
                    faults.push(format!("{place}: no `{page}#{}`", anchor.unwrap_or_default()));
                }
            }
            // A section is one of something: named in the same sentence, so in this line or in the one before.
            let head = line.split('§').next().unwrap_or_default();
            if line.contains('§') && references(head).is_empty() && references(before).is_empty() {
                faults.push(format!("{place}: a section of what?"));
            }
            let small = line.to_lowercase();
            if let Some(word) = UNKNOWN.iter().find(|word| small.contains(**word)) {
                faults.push(format!("{place}: nobody else can find `{word}`"));
            }
            before = line;
        }
    }
    faults
}

/// Everything that is compiled, run or read by programs; the checks of documents have bad samples of their own.
fn code() -> Vec<File> {
    let mut all: Vec<File> = ["src", "crates", "tests", "benches", "build", "migrations"]
        .iter()
        .flat_map(|folder| files(folder, &[".rs", ".sql", ".json", ".html", ".css"]))
        .filter(|file| !["tests/house/documents.rs", "tests/house/sources.rs"].contains(&file.path.as_str()))
        .collect();
    all.extend(files("bin", &[""]));
    all.extend(["build.rs", "clippy.toml", "Cargo.toml", ".env.example"].map(file));
    all
}

#[test]
fn every_reference_in_code_leads_to_a_page_that_everybody_has() {
    let (code, known) = (code(), known(&documents()));
    let count: usize = code.iter().flat_map(File::lines).map(|(_, line)| references(line).len()).sum();
    assert!(count >= AT_LEAST, "only {count} references are seen");
    expect_none(&faults(&code, &known));
}

#[test]
fn a_reference_that_leads_nowhere_is_seen() {
    let page = "### PDS-FHIR\n### MESH-API\n### DAPB3051\n| <a id=\"rfc-9068\"></a>RFC-9068 |\n";
    let known = known(&[File::sample("docs/sources.md", page), File::sample("docs/life.md", "## Stages\n")]);
    let seen = |line: &str| faults(&[File::sample("src/a.rs", line)], &known);
    expect_none(&seen(
        "//! One (docs/sources.md#pds-fhir, #mesh-api §2), RFC 9068 §2.1, docs/life.md#stages.",
    ));
    expect_none(&seen("//! What may be told (DAPB3051\n//! §4.6)."));
    expect_one(&seen("//! One (docs/sources.md#pds)"), "src/a.rs:1: no `docs/sources.md#pds`");
    expect_one(&seen("//! One (docs/sources.md#pds-fhir, #cis2)"), "no `docs/sources.md#cis2`");
    expect_one(&seen("//! One, see docs/lives.md."), "no `docs/lives.md#`");
    expect_one(&seen("//! One (RFC 9069)"), "no `docs/sources.md#rfc-9069`");
    expect_one(&seen("//! One (WCAG 1.4.10)"), "no `docs/sources.md#wcag`");
    expect_one(&seen("//! One (§5)"), "a section of what?");
    expect_one(&seen("//! One (the fact sheet)"), "nobody else can find `fact sheet`");
}
