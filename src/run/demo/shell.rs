//! The demo's settings for a terminal: with them, other commands of the program work on the demo. Its secrets are made at each
//! start and open nothing but the demo.

use std::fs::{OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// What `bin/demo` keeps lies here, below where it was started.
const FOLDER: &str = ".demo";
/// Who may read it: keys stand in it.
const OWNERS: u32 = 0o600;

/// Writes them where the demo keeps its things, for the shell to read; nowhere where there is no such place.
pub(super) fn write(settings: &[(String, String)]) -> io::Result<Option<PathBuf>> {
    if !Path::new(FOLDER).is_dir() {
        return Ok(None);
    }
    let path = Path::new(FOLDER).join("settings");
    write_to(&path, settings)?;
    Ok(Some(path))
}

/// For its owner alone, also where the file was there for others to read.
fn write_to(path: &Path, settings: &[(String, String)]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(OWNERS).open(path)?;
    file.set_permissions(Permissions::from_mode(OWNERS))?;
    file.write_all(text(settings).as_bytes())
}

fn text(settings: &[(String, String)]) -> String {
    let lines =
        settings.iter().map(|(name, value)| format!("export {name}='{}'\n", value.replace('\'', r"'\''")));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use domain::clock::Clock;

    use super::*;

    #[test]
    fn nobody_else_reads_them_whatever_was_there() {
        let path = std::env::temp_dir().join(format!("settings-{}", Clock::system().new_id().simple()));
        std::fs::write(&path, "of another day").unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        write_to(&path, &[("A".to_owned(), "b".to_owned())]).unwrap();
        let (kept, mode) =
            (std::fs::read_to_string(&path).unwrap(), path.metadata().unwrap().permissions().mode());
        std::fs::remove_file(&path).unwrap();
        assert_eq!((kept.as_str(), mode & 0o777), ("export A='b'\n", 0o600));
    }

    #[test]
    fn a_shell_reads_each_value_as_it_is() {
        let settings =
            [("A", "two\nlines"), ("B", "it's")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(text(&settings), "export A='two\nlines'\nexport B='it'\\''s'\n");
    }
}
