//! A root folder of a test's own with a package database in it, into which dpkg installs as it does on a machine. The scripts of
//! a package run with `DPKG_ROOT` set, outside of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::package::{Package, Scratch, told};

/// The root; gone with all that is in it when this goes out of scope.
pub struct PrivateRoot(Scratch);

impl PrivateRoot {
    /// An empty one, on which those packages of this machine count as installed that `package` wants.
    pub fn for_package(package: &Package) -> PrivateRoot {
        let root = PrivateRoot(Scratch::new());
        std::fs::create_dir_all(root.path("/var/lib/dpkg/info")).expect("a folder");
        let wants = package.field("Depends");
        let names = wants.split(',').filter_map(|want| want.split_whitespace().next());
        let known = told(Command::new("dpkg-query").arg("--status").args(names));
        std::fs::write(root.path("/var/lib/dpkg/status"), known + "\n").expect("a file");
        root
    }

    /// Where a path of the machine is in here.
    pub fn path(&self, path: &str) -> PathBuf {
        self.0.0.join(path.trim_start_matches('/'))
    }

    /// What is installed is this package now.
    pub fn install(&self, package: &Package) {
        self.dpkg(&["--install", &package.file.to_string_lossy()]);
    }

    /// Runs dpkg in here: as root, or as an ordinary user in a user namespace.
    pub fn dpkg(&self, arguments: &[&str]) -> String {
        let mut command = if told(Command::new("id").arg("-u")) == "0\n" {
            Command::new("dpkg")
        } else {
            let mut command = Command::new("unshare");
            command.args(["--user", "--map-root-user", "--", "dpkg"]);
            command
        };
        let path = std::env::var_os("PATH").unwrap_or_default().into_string().expect("a path");
        command.env("PATH", format!("{path}:/usr/sbin:/sbin")).env("LC_ALL", "C");
        command.arg(format!("--root={}", self.0.0.display()));
        command.arg(format!("--log={}", self.path("/var/lib/dpkg/log").display()));
        told(command.args(["--force-script-chrootless", "--force-unsafe-io"]).args(arguments))
    }

    /// The version that is installed, and whether all of it is.
    pub fn state(&self) -> String {
        let mut command = Command::new("dpkg-query");
        command.arg(format!("--admindir={}", self.path("/var/lib/dpkg").display()));
        told(command.args(["--show", "--showformat=${Version} ${Status}", "proxy-access"]))
    }

    /// Every file, link and folder but the package database, as paths of the machine.
    pub fn everything(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.collect(&self.0.0, &mut found);
        found
    }

    fn collect(&self, folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("a readable folder");
            let path = entry.path();
            let name = format!("/{}", path.strip_prefix(&self.0.0).expect("below the root").display());
            if name.starts_with("/var") {
                continue;
            }
            found.insert(name);
            if entry.file_type().expect("a kind").is_dir() {
                self.collect(&path, found);
            }
        }
    }
}
