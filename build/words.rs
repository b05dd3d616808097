//! Turns `locales/<language>/*.ftl` into Rust functions, and refuses a language that lacks a message.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel};

use super::Fault;

/// Where a message stands and which `$variables` it uses.
struct Message {
    place: String,
    variables: BTreeSet<String>,
}

/// Writes `words.rs` and `words.ftl` into `out`.
pub fn build(locales: &Path, out: &Path) -> Result<(), Fault> {
    println!("cargo::rerun-if-changed={}", locales.display());
    compare(&read(&locales.join("en"))?, &read(&locales.join("cy"))?)?;
    let text = |path: &Path| path.to_str().map(str::to_owned).ok_or("a path of this build is not UTF-8");
    let options = BuildOptions::default()
        .with_locales_folder(&text(locales)?)
        .with_output_file_path(&text(&out.join("words.rs"))?)
        .with_ftl_output(FtlOutputOptions::single_file(&text(&out.join("words.ftl"))?))
        .with_lint_level(LintLevel::Strict)
        .without_bidi_isolation()
        .without_format();
    fluent_typed::try_build_from_locales_folder(options).map_err(|fault| format!("locales: {fault}").into())
}

/// fluent-typed only warns of a message that one language lacks, and a warning scrolls away: here it is an error.
fn compare(english: &BTreeMap<String, Message>, welsh: &BTreeMap<String, Message>) -> Result<(), Fault> {
    let mut faults = Vec::new();
    for (id, message) in english {
        match welsh.get(id) {
            None => faults.push(format!("{}: `{id}` has no Welsh; add it to locales/cy", message.place)),
            Some(other) if other.variables != message.variables => faults.push(format!(
                "{}: `{id}` uses {:?}, but its English uses {:?}",
                other.place, other.variables, message.variables
            )),
            Some(_) => {}
        }
    }
    for (id, message) in welsh {
        if !english.contains_key(id) {
            faults
                .push(format!("{}: `{id}` has no English; add it to locales/en or remove it", message.place));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// Every message and attribute (`message.attribute`) of one language.
fn read(folder: &Path) -> Result<BTreeMap<String, Message>, Fault> {
    let mut all = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(folder)
        .map_err(|fault| format!("{}: {fault}", folder.display()))?
        .collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|kind| kind == "ftl")) {
        let name = format!(
            "locales/{}/{}",
            folder.file_name().unwrap_or_default().to_string_lossy(),
            file.file_name().to_string_lossy()
        );
        read_file(&fs::read_to_string(file.path())?, &name, &mut all);
    }
    Ok(all)
}

/// Fluent is line based enough for this: an entry starts in the first column, an attribute with an indented dot.
fn read_file(text: &str, file: &str, all: &mut BTreeMap<String, Message>) {
    let mut message = String::new();
    let mut id = String::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let started = line.split_once('=').map(|(before, _)| before.trim_end());
        match started {
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(' ') => {
                message = name.to_owned();
                id = message.clone();
            }
            Some(name) if name.starts_with([' ', '\t']) && name.trim_start().starts_with('.') => {
                id = format!("{message}{}", name.trim_start());
            }
            _ => {}
        }
        if id.is_empty() || line.trim().is_empty() {
            continue;
        }
        let place = format!("{file}:{}", index + 1);
        let entry = all.entry(id.clone()).or_insert(Message { place, variables: BTreeSet::new() });
        for after in line.split('$').skip(1) {
            let end = after
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
                .unwrap_or(after.len());
            entry.variables.insert(after[..end].to_owned());
        }
    }
}
