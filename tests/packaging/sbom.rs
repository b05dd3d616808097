//! The list of what the service is made of: complete, and nothing that only tests use. `bin/interop` holds it against the
//! published schema of CycloneDX.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::package::told;

fn list() -> Value {
    let mut command = Command::new("packaging/sbom");
    serde_json::from_str(&told(command.arg("7.7.7").env("SOURCE_DATE_EPOCH", "1764000000"))).expect("JSON")
}

fn text<'a>(component: &'a Value, key: &str) -> &'a str {
    component[key].as_str().unwrap_or_else(|| panic!("no {key} in {component}"))
}

/// Name and version of each package of the lock with its checksum.
fn locked() -> BTreeMap<(String, String), String> {
    let lock = std::fs::read_to_string("Cargo.lock").expect("the lock");
    let value = |block: &str, key: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.map(|rest| rest.trim_end_matches('"').to_owned())
    };
    let blocks = lock.split("[[package]]").skip(1);
    blocks
        .filter_map(|block| {
            Some(((value(block, "name")?, value(block, "version")?), value(block, "checksum")?))
        })
        .collect()
}

#[test]
fn the_list_has_each_part_once_with_licence_and_checksum_and_no_test_tools() {
    let list = list();
    assert_eq!((text(&list, "bomFormat"), text(&list, "specVersion")), ("CycloneDX", "1.6"));
    assert_eq!(list["metadata"]["component"]["version"], "7.7.7");
    assert_eq!(list["metadata"]["timestamp"], "2025-11-24T16:00:00Z");

    let locked = locked();
    let components = list["components"].as_array().expect("components");
    let mut scopes = BTreeMap::new();
    for component in components {
        let (name, version) = (text(component, "name"), text(component, "version"));
        scopes.insert(name, text(component, "scope"));
        assert!(!text(&component["licenses"][0], "expression").contains('/'), "{component}");
        if let Some(checksum) = locked.get(&(name.to_owned(), version.to_owned())) {
            assert_eq!(component["hashes"][0]["content"], **checksum, "{component}");
        }
    }
    for part in ["tokio", "sqlx", "aws-lc-sys", "nhsuk-frontend"] {
        assert_eq!(scopes.get(part), Some(&"required"), "{part}");
    }
    for helper in ["syn", "cc", "serde_derive"] {
        assert_eq!(scopes.get(helper), Some(&"excluded"), "{helper}");
    }
    for tool in ["proptest", "fantoccini", "jsonschema", "axe-core"] {
        assert_eq!(scopes.get(tool), None, "{tool}");
    }
}

#[test]
fn whoever_uses_something_and_whatever_is_used_is_in_the_list() {
    let list = list();
    let components = list["components"].as_array().expect("components");
    let mut known: BTreeSet<&str> = components.iter().map(|component| text(component, "bom-ref")).collect();
    assert_eq!(known.len(), components.len(), "each once");
    let root = text(&list["metadata"]["component"], "bom-ref");
    known.insert(root);

    let mut uses = BTreeMap::new();
    for entry in list["dependencies"].as_array().expect("dependencies") {
        let used = entry["dependsOn"].as_array().into_iter().flatten();
        let used: BTreeSet<&str> = used.map(|used| used.as_str().expect("a name")).collect();
        assert!(uses.insert(text(entry, "ref"), used).is_none(), "{entry}");
    }
    assert_eq!(uses.keys().copied().collect::<BTreeSet<_>>(), known);
    // Everything is there because something uses it, from the service on.
    let (mut reached, mut ahead) = (BTreeSet::new(), vec![root]);
    while let Some(next) = ahead.pop() {
        if reached.insert(next) {
            ahead.extend(uses.get(next).into_iter().flatten());
        }
    }
    assert_eq!(reached, known);
}
