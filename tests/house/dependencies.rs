//! Every package that is named in a Cargo.toml is used there, in the code of its kind. What may come in at all, and on which
//! terms, is in `deny.toml`, for `bin/dependencies`.

use super::tree::{File, expect_none, expect_one, file, files, top};

/// Section of a Cargo.toml; where its packages must be used.
const SECTIONS: &[(&str, &[&str])] = &[
    ("dependencies", &["src/"]),
    ("build-dependencies", &["build.rs", "build/"]),
    ("dev-dependencies", &["src/", "tests/", "benches/"]),
];
/// Packages that no code names, and what they are for.
const UNNAMED: &[(&str, &str)] = &[
    ("fluent_typed", "what the build writes from the words rests on it"),
    ("rustls", "its features choose the one crypto provider for every client"),
];

/// The packages of one section, as code writes them: `name = …` and `name.workspace = true`, a hyphen being `_`.
fn named(manifest: &str, section: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == format!("[{section}]");
        } else if inside && !line.starts_with('#') && !line.starts_with(' ') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            names.extend((!name.is_empty()).then(|| name.replace('-', "_")));
        }
    }
    names
}

/// Whether code, not a comment, names the package as a path's first part or brings it in.
fn uses(file: &File, name: &str) -> bool {
    let code = file.text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.into_iter().any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let (before, after) = (&line[..at], &line[at + name.len()..]);
            let is_start = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
                && (!before.ends_with("::") || before.trim_end_matches("::").trim().is_empty());
            let brings_in = before.trim_end().ends_with("use") || before.trim_end().ends_with("extern crate");
            is_start && (after.starts_with("::") || brings_in && after.starts_with([';', ' ']))
        })
    })
}

fn faults(folder: &str, manifest: &str, sources: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for (section, places) in SECTIONS {
        for name in named(manifest, section) {
            let mut there = sources.iter().filter(|file| {
                let place = file.path.strip_prefix(folder).unwrap_or("");
                places.iter().any(|start| place.starts_with(start))
            });
            let is_unnamed = UNNAMED.iter().any(|(unnamed, _)| *unnamed == name);
            if !is_unnamed && !there.any(|file| uses(file, &name)) {
                faults.push(format!("{folder}Cargo.toml: no code uses `{name}` of [{section}]"));
            }
        }
    }
    faults
}

/// A version that the workspace keeps and no package takes.
fn untaken(workspace: &str, manifests: &[String]) -> Vec<String> {
    let takes = |name: &String| {
        let sections =
            SECTIONS.iter().flat_map(|(section, _)| manifests.iter().map(move |m| named(m, section)));
        sections.flatten().any(|taken| taken == *name)
    };
    let kept = named(workspace, "workspace.dependencies").into_iter().filter(|name| !takes(name));
    kept.map(|name| format!("Cargo.toml: no package takes `{name}` of [workspace.dependencies]")).collect()
}

/// The folders of all packages, `` for the top one and `crates/<name>/` for each below it.
fn packages() -> Vec<String> {
    let mut folders = vec![String::new()];
    if let Ok(entries) = std::fs::read_dir(top().join("crates")) {
        let names = entries.map(|entry| entry.expect("a readable folder").file_name());
        folders.extend(names.map(|name| format!("crates/{}/", name.to_string_lossy())));
    }
    folders
}

#[test]
fn every_dependency_is_used() {
    let (mut all, mut manifests) = (Vec::new(), Vec::new());
    for folder in packages() {
        let mut sources: Vec<File> = ["src", "build", "tests", "benches"]
            .iter()
            .flat_map(|name| files(&format!("{folder}{name}"), &[".rs"]))
            .collect();
        if top().join(format!("{folder}build.rs")).exists() {
            sources.push(file(&format!("{folder}build.rs")));
        }
        let manifest = file(&format!("{folder}Cargo.toml")).text;
        all.extend(faults(&folder, &manifest, &sources));
        manifests.push(manifest);
    }
    all.extend(untaken(&manifests[0], &manifests));
    expect_none(&all);
}

#[test]
fn a_dependency_without_use_is_seen() {
    let manifest = "[dependencies]\n# web\ntime-zones = \"1\"\n[features]\nother = []\n[dev-dependencies]\n";
    let seen = |path: &str, text: &str| faults("", manifest, &[File::sample(path, text)]);
    for unused in ["// time_zones::now()", "let x = my_time_zones::now();", "crate::time_zones::now();"] {
        expect_one(&seen("src/a.rs", unused), "`time_zones` of [dependencies]");
    }
    expect_one(&seen("tests/a.rs", "use time_zones::now;"), "`time_zones`");
    for used in ["use time_zones;", "use time_zones as zones;", "f(time_zones::now())", "#[time_zones::test]"]
    {
        expect_none(&seen("src/a.rs", used));
    }
}

#[test]
fn a_version_without_taker_is_seen() {
    let manifests =
        ["[workspace.dependencies]\nhex = \"1\"\nrand = \"1\"\n", "[dependencies]\nrand.workspace = true\n"];
    expect_one(&untaken(manifests[0], &manifests.map(str::to_owned)), "`hex` of [workspace.dependencies]");
}

#[test]
fn each_section_and_package_is_looked_at() {
    let manifest = "[build-dependencies]\nbrotli = \"9\"\n[dev-dependencies]\nscraper.workspace = true\n";
    let sources = [File::sample("crates/a/src/lib.rs", "brotli::x();\nscraper::y();")];
    expect_one(&faults("crates/a/", manifest, &sources), "crates/a/Cargo.toml: no code uses `brotli`");
    assert!(packages().len() == files("crates", &["/Cargo.toml"]).len() + 1, "{:?}", packages());
}
