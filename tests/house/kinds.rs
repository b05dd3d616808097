//! Every kind that storage keeps stands in the list of kinds: one that is missing would never be made anew from its events.

use super::tree::{File, expect_none, expect_one, file, files};

fn faults(storage: &[File], list: &str) -> Vec<String> {
    let kept = storage.iter().flat_map(|file| {
        let names = file.text.split("impl Stored for ").skip(1);
        names.map(move |rest| {
            (&file.path, rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
        })
    });
    kept.filter(|(_, name)| !list.contains(&format!("Kind::of::<{name}>()")))
        .map(|(path, name)| format!("{path}: the kind {name} is not in src/storage/kinds.rs"))
        .collect()
}

#[test]
fn every_kind_stands_in_the_list() {
    let storage = files("src/storage", &[".rs"]);
    assert!(
        storage.iter().any(|file| file.text.contains("impl Stored for Delegation {")),
        "where are the kinds?"
    );
    expect_none(&faults(&storage, &file("src/storage/kinds.rs").text));
}

#[test]
fn a_kind_that_is_missing_in_the_list_is_seen() {
    let lamps = [File::sample("src/storage/lamps.rs", "impl Stored for Lamp {")];
    expect_one(&faults(&lamps, "&[Kind::of::<Delegation>()]"), "the kind Lamp");
    expect_none(&faults(&lamps, "&[Kind::of::<Delegation>(), Kind::of::<Lamp>()]"));
}
