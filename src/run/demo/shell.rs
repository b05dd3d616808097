//! The demo's settings for a terminal: with them, other commands of the program work on the demo. Its secrets are made at each
//! start and open nothing but the demo.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What `bin/demo` keeps lies here, below where it was started.
const FOLDER: &str = ".demo";

/// Writes them where the demo keeps its things, for the shell to read; nowhere where there is no such place.
pub(super) fn write(settings: &[(String, String)]) -> io::Result<Option<PathBuf>> {
    if !Path::new(FOLDER).is_dir() {
        return Ok(None);
    }
    let path = Path::new(FOLDER).join("settings");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
    file.write_all(text(settings).as_bytes())?;
    Ok(Some(path))
}

fn text(settings: &[(String, String)]) -> String {
    let lines =
        settings.iter().map(|(name, value)| format!("export {name}='{}'\n", value.replace('\'', r"'\''")));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_each_value_as_it_is() {
        let settings =
            [("A", "two\nlines"), ("B", "it's")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(text(&settings), "export A='two\nlines'\nexport B='it'\\''s'\n");
    }
}
