//! A lint is never switched off silently: `#[expect(lint, reason = "…")]`, which also tells when it is needed no more.

use super::tree::{File, expect_none, expect_one, files};

fn faults(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for (attribute, why) in [("[expect(", "has no reason"), ("[allow(", "use expect with a reason")] {
            for (at, _) in
                file.text.match_indices(attribute).filter(|(at, _)| file.text[..*at].ends_with(['#', '!']))
            {
                let inside = &file.text[at..];
                let inside = &inside[..inside.find(")]").unwrap_or(inside.len())];
                if attribute == "[allow(" || !inside.contains("reason = \"") {
                    let line = file.text[..at].matches('\n').count() + 1;
                    faults.push(format!("{}:{line}: #{inside})]: {why}", file.path));
                }
            }
        }
    }
    faults
}

#[test]
fn every_exception_has_a_reason() {
    let all: Vec<File> = ["src", "crates", "build", "tests", "benches"]
        .iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .collect();
    // This file's samples are not exceptions.
    expect_none(&faults(
        &all.into_iter().filter(|file| file.path != "tests/house/lints.rs").collect::<Vec<_>>(),
    ));
}

#[test]
fn a_silent_exception_is_seen() {
    let seen = |text: &str| faults(&[File::sample("src/a.rs", text)]);
    expect_one(&seen("#[expect(clippy::panic)]\nfn f() {}"), "has no reason");
    expect_one(&seen("#![allow(dead_code)]"), "use expect");
    expect_none(&seen("#[expect(\n    clippy::panic,\n    reason = \"a test\"\n)]"));
}
