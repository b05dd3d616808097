//! Each script in findings/ says at its top what it is about, what would be right, what was seen and what we do; names the versions
//! it fetches; stands in the list; and leads to nobody's machine.

use super::tree::{File, expect_none, expect_one, file, files};

/// Fewer would mean that they lie elsewhere, where nobody checks them.
const AT_LEAST: usize = 10;

/// What stands at the top of each, in this order.
const PARTS: [&str; 5] =
    ["# What ", "# Right ", "# Seen ", "# We ", "# Exits with 0 while it is so, otherwise with 1."];

/// What none may name: from where packages come, which is for whoever runs it to say, and places on a machine.
const NEVER: [&str; 4] = ["--index-url", "--registry", "/home/", "/tmp/"];

fn faults(script: &File, list: &str) -> Vec<String> {
    let head: Vec<&str> = script.text.lines().take_while(|line| line.starts_with('#')).collect();
    let places = PARTS.map(|part| head.iter().position(|line| line.starts_with(part)));
    let mut said = Vec::new();
    if places.contains(&None) || !places.is_sorted() {
        said.push("its top does not say What, Right, Seen, We and how it exits, in this order".to_owned());
    }
    let head = head.join("\n");
    for package in packages(&script.text) {
        let pin = package.rsplit_once("==").or_else(|| package.rsplit_once('@'));
        let is_named = pin.is_some_and(|(name, version)| !name.is_empty() && head.contains(version));
        if !is_named {
            said.push(format!("`{package}` has no version that its top names"));
        }
    }
    let name = script.path.rsplit('/').next().unwrap_or_default();
    if !list.contains(&format!("({name})")) {
        said.push("findings/README.md does not list it".to_owned());
    }
    said.extend(
        NEVER.iter().filter(|word| script.text.contains(**word)).map(|word| format!("names `{word}`")),
    );
    said.into_iter().map(|fault| format!("{}: {fault}", script.path)).collect()
}

/// What a script fetches, with versions.
fn packages(text: &str) -> impl Iterator<Item = &str> {
    let commands = text.lines().filter(|line| !line.starts_with('#'));
    let fetched = commands.filter_map(|line| line.split_once(" install "));
    fetched.flat_map(|(_, words)| words.split_whitespace()).filter(|word| !word.starts_with('-'))
}

#[test]
fn each_finding_says_what_was_seen_where_and_by_which_source() {
    let (scripts, list) = (files("findings", &[".sh"]), file("findings/README.md").text);
    assert!(scripts.len() >= AT_LEAST, "only {} findings are seen", scripts.len());
    let all: Vec<String> = scripts.iter().flat_map(|script| faults(script, &list)).collect();
    expect_none(&all);
}

#[test]
fn a_finding_that_says_too_little_or_too_much_is_seen() {
    let good = "#!/usr/bin/env bash\n# It is so.\n#\n# What       `a` 1.2.0\n# Right      b\n# Seen       c\n# We         d\n#\n\
                # Exits with 0 while it is so, otherwise with 1.\nnpm install --silent a@1.2.0\n";
    let seen = |text: &str| faults(&File::sample("findings/a.sh", text), "[a](a.sh)");
    expect_none(&seen(good));
    expect_one(&seen(&good.replace("# Seen ", "# ")), "does not say What");
    expect_one(&seen(&good.replace("a@1.2.0", "@a/b")), "`@a/b` has no version");
    expect_one(&seen(&good.replace("a@1.2.0", "a@1.2.1")), "`a@1.2.1` has no version");
    expect_one(&seen(&good.replace("--silent", "--registry=https://example.test")), "names `--registry`");
    expect_one(&faults(&File::sample("findings/b.sh", good), "[a](a.sh)"), "does not list it");
}
