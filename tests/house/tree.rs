//! The files of this repository, as the checks read them.

use std::path::{Path, PathBuf};

/// One text file: its path from the top of the repository, with `/`, and what it says.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// A made-up file, for the tests of the checks themselves.
    pub fn sample(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    /// The lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// The top of the repository.
pub fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` whose name ends in one of `endings`, in order of their paths; none where it is absent.
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&top().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// One file that must exist.
pub fn file(path: &str) -> File {
    let text = std::fs::read_to_string(top().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"));
    File { path: path.to_owned(), text }
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() {
            collect(&path, endings, found);
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            let name = path.strip_prefix(top()).expect("a path below the top").to_string_lossy().into_owned();
            found.push(file(&name));
        }
    }
}

/// Fails with one line for each fault.
pub fn expect_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Fails unless exactly one fault is found and it says `part`: that the check sees what it is there to see.
pub fn expect_one(faults: &[String], part: &str) {
    assert!(faults.len() == 1 && faults[0].contains(part), "wanted one fault with `{part}`, got {faults:#?}");
}
