//! A Debian package of the program that these tests were built with.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use domain::clock::Clock;

/// Any small program.
const LITTLE: &str = "/usr/bin/true";

/// A folder that is gone when this goes out of scope.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// A new one.
    pub fn new() -> Scratch {
        let id = Clock::system().new_id().simple().to_string();
        let folder = std::env::temp_dir().join(format!("tpa-{id}"));
        std::fs::create_dir(&folder).expect("a folder");
        Scratch(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The package's file.
pub struct Package {
    /// Where it is.
    pub file: PathBuf,
    _folder: Scratch,
}

impl Package {
    /// Makes one of this version.
    pub fn of_version(version: &str) -> Package {
        Package::made(env!("CARGO_BIN_EXE_proxy-access"), version, Scratch::new(), &[])
    }

    /// Makes one of this version around a tiny program: for tests that do not run it.
    pub fn of_little(version: &str) -> Package {
        Package::made(LITTLE, version, Scratch::new(), &[])
    }

    /// As `of_little`, but its settings have another line.
    pub fn with_other_settings(version: &str) -> Package {
        let folder = Scratch::new();
        let (ours, others) = (std::fs::read_to_string(".env.example"), folder.0.join("settings"));
        std::fs::write(&others, ours.expect("the settings") + "ANOTHER=setting\n").expect("a file");
        Package::made(LITTLE, version, folder, &[("SETTINGS", &others)])
    }

    fn made(program: &str, version: &str, folder: Scratch, variables: &[(&str, &Path)]) -> Package {
        let mut command = Command::new("packaging/deb");
        command.args([program, version]).arg(&folder.0);
        command.env("DEB_COMPRESSION", "none").envs(variables.iter().copied());
        let printed = told(&mut command);
        let file = PathBuf::from(printed.trim());
        assert!(file.starts_with(&folder.0), "{printed}");
        Package { file, _folder: folder }
    }

    /// What `dpkg-deb` says of it.
    pub fn asked(&self, question: &str) -> String {
        told(Command::new("dpkg-deb").arg(question).arg(&self.file))
    }

    /// A field of its description.
    pub fn field(&self, name: &str) -> String {
        told(Command::new("dpkg-deb").arg("--field").arg(&self.file).arg(name)).trim().to_owned()
    }

    /// Unpacks it here, without installing it.
    pub fn unpack(&self, folder: &Path) {
        told(Command::new("dpkg-deb").arg("--extract").arg(&self.file).arg(folder));
    }
}

/// What a command printed; a command that is missing or fails ends the test.
pub fn told(command: &mut Command) -> String {
    let output = run(command);
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// How a command ended; one that is missing ends the test.
pub fn run(command: &mut Command) -> Output {
    let output = command.output();
    output.unwrap_or_else(|fault| panic!("{command:?}: {fault}; bin/setup installs what is needed"))
}
