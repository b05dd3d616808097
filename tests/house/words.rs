//! Every language has the same messages with the same placeholders, and each message is used.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{File, expect_none, expect_one, files};

/// Message ids (attributes as `message.attribute`) with the variables each names.
fn messages(files: &[File], language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = format!("locales/{language}/");
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with(&folder)) {
        let (mut message, mut id) = (String::new(), String::new());
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once('=') {
                let name = name.trim_end();
                if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(' ') {
                    (message, id) = (name.to_owned(), name.to_owned());
                } else if name.trim_start().starts_with('.') {
                    id = format!("{message}{}", name.trim_start());
                }
            }
            let variables = line.split('$').skip(1).map(|after| {
                let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
                after[..end.unwrap_or(after.len())].to_owned()
            });
            if !id.is_empty() {
                all.entry(id.clone()).or_default().extend(variables);
            }
        }
    }
    all
}

fn differences(files: &[File]) -> Vec<String> {
    let (english, welsh) = (messages(files, "en"), messages(files, "cy"));
    let ids: BTreeSet<&String> = english.keys().chain(welsh.keys()).collect();
    let differ = |id: &&&String| english.get(**id) != welsh.get(**id);
    ids.iter()
        .filter(differ)
        .map(|id| format!("`{id}`: English {:?}, Welsh {:?}", english.get(*id), welsh.get(*id)))
        .collect()
}

/// Messages that no Rust file and no template calls, and no other message refers to.
fn unused(files: &[File]) -> Vec<String> {
    let mut called: BTreeSet<&str> = BTreeSet::new();
    for file in files.iter().filter(|file| !file.path.starts_with("locales/")) {
        for after in file.text.split("msg_").skip(1) {
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(after.len());
            called.insert(&after[..end]);
        }
    }
    let referred = |id: &str| {
        files
            .iter()
            .any(|file| file.path.starts_with("locales/") && file.text.contains(&format!("{{ {id} }}")))
    };
    let is_called = |id: &str| called.contains(id.replace(['-', '.'], "_").as_str());
    messages(files, "en")
        .into_keys()
        .filter(|id| !is_called(id) && !referred(id))
        .map(|id| format!("`{id}` is never used"))
        .collect()
}

fn everything() -> Vec<File> {
    [("locales", ".ftl"), ("src", ".rs"), ("templates", "")]
        .iter()
        .flat_map(|(folder, kind)| files(folder, &[kind]))
        .collect()
}

#[test]
fn every_language_says_the_same_things() {
    expect_none(&differences(&everything()));
}

#[test]
fn every_message_is_said_somewhere() {
    expect_none(&unused(&everything()));
}

#[test]
fn a_difference_is_seen() {
    let pair = |en: &str, cy: &str| {
        differences(&[File::sample("locales/en/a.ftl", en), File::sample("locales/cy/a.ftl", cy)])
    };
    expect_one(&pair("a = A\nb = B\n", "a = A\n"), "`b`: English Some({}), Welsh None");
    expect_one(&pair("a = A\n", "a = A\nc = C\n"), "`c`: English None");
    expect_one(&pair("a = A { $name }\n", "a = A { $enw }\n"), "\"enw\"");
    expect_one(&pair("a = A\n    .title = { $x }\n", "a = A\n    .title = T\n"), "`a.title`");
    expect_none(&pair(
        "# only = here\na =\n    { $n ->\n       *[other] { $n } A\n    }\n",
        "a = { $n } B\n",
    ));
}

#[test]
fn an_unused_message_is_seen() {
    let words = File::sample(
        "locales/en/a.ftl",
        "home-title = A\nhome-name = B\nhome-inner = C { home-name }\nhome-lost = D\n",
    );
    let page = File::sample("templates/home.html", "{{ t.msg_home_title() }} {{ t.msg_home_inner() }}");
    expect_one(&unused(&[words, page]), "`home-lost` is never used");
}
