//! `.env.example` lists every setting that is read, and none else.

use std::collections::BTreeSet;

use proxy_access::config::{Config, Reader};

use super::tree::{File, expect_none, expect_one, file, files};

/// Words in capitals among the string literals of `src/config/`, those inside `named("…")` with each client's prefix.
fn read_settings(sources: &[File]) -> BTreeSet<String> {
    let (mut whole, mut prefixes, mut suffixes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for file in sources {
        // What stands below is what the file's own tests read.
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, literal) in literals(code) {
            let before = &code[..at];
            if before.ends_with("named(") {
                suffixes.insert(literal);
            } else if before.ends_with(" client(reader, ") {
                prefixes.insert(literal);
            } else {
                whole.insert(literal);
            }
        }
    }
    whole.retain(|name| !prefixes.contains(name));
    for prefix in prefixes {
        whole.extend(suffixes.iter().map(|suffix| format!("{prefix}_{suffix}")));
    }
    whole
}

fn literals(text: &str) -> impl Iterator<Item = (usize, String)> {
    text.match_indices('"').filter_map(move |(at, _)| {
        let name = text[at + 1..].split('"').next()?;
        let letters = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        let is_name = name.len() > 2 && name.chars().all(letters);
        // A name is the first argument; the second may be a default in capitals.
        let before = text[..at].trim_end();
        let is_first = before.ends_with('(') || before.ends_with("reader,");
        (is_name && is_first).then(|| (at, name.to_owned()))
    })
}

fn listed_settings(example: &File) -> BTreeSet<String> {
    let lines = example.text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(name, _)| name.to_owned()).collect()
}

fn faults(sources: &[File], example: &File) -> Vec<String> {
    let (read, listed) = (read_settings(sources), listed_settings(example));
    let missing =
        read.difference(&listed).map(|name| format!("{name} is read but not listed in .env.example"));
    let stray =
        listed.difference(&read).map(|name| format!("{name} is listed in .env.example but never read"));
    missing.chain(stray).collect()
}

#[test]
fn the_example_lists_what_is_read() {
    expect_none(&faults(&files("src/config", &[".rs"]), &file(".env.example")));
}

#[test]
fn the_example_lists_what_start_up_asks_for() {
    let listed = listed_settings(&file(".env.example"));
    let asked = Config::read(Reader::from_values([])).expect_err("an empty environment is not enough").0;
    expect_none(
        &asked
            .into_iter()
            .map(|fault| fault.variable)
            .filter(|name| !listed.contains(name))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn a_forgotten_setting_is_seen() {
    let source = "x: client(reader, \"CIS2\", A), y: reader.text(\"LOG_FILTER\", \"info\"), z: reader.optional(&named(\"KEY_ID\"))";
    let seen = |example: &str| {
        faults(&[File::sample("src/config/a.rs", source)], &File::sample(".env.example", example))
    };
    expect_one(&seen("LOG_FILTER=info\n# CIS2_KEY_ID=\n"), "CIS2_KEY_ID is read");
    expect_one(&seen("LOG_FILTER=info\nCIS2_KEY_ID=\nOLD=\n"), "OLD is listed");
}
