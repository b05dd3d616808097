//! An installed unit, started as systemd would start it, but without its walls: systemd does not run where tests run.

use std::process::{Child, Command, ExitStatus, Stdio};

use crate::private_root::PrivateRoot;

/// What a unit says of its process.
pub struct Unit {
    command: Command,
}

impl Unit {
    /// Reads `proxy-access-<name>.service` as it is installed, with the settings it names.
    pub fn of(root: &PrivateRoot, name: &str) -> Unit {
        let unit = format!("/usr/lib/systemd/system/proxy-access-{name}.service");
        let unit = std::fs::read_to_string(root.path(&unit)).expect("the unit");
        let said = |key: &str| {
            let mut lines = unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('='));
            lines.next().unwrap_or_else(|| panic!("no {key} in {unit}")).to_owned()
        };
        let start = said("ExecStart");
        let mut words = start.split_whitespace();
        let mut command = Command::new(root.path(words.next().expect("a program")));
        let settings = std::fs::read_to_string(root.path(&said("EnvironmentFile"))).expect("the settings");
        command.args(words).env_clear().envs(variables(&settings));
        Unit { command }
    }

    /// Runs it to its end.
    pub fn run(mut self) -> ExitStatus {
        self.command.status().expect("it starts")
    }

    /// Starts it, and leaves it running.
    pub fn start(mut self) -> Started {
        Started(self.command.stdout(Stdio::null()).spawn().expect("it starts"))
    }
}

/// A running unit; killed when this goes out of scope.
pub struct Started(Child);

impl Started {
    /// Asks it to stop, as systemd does, and waits.
    pub async fn stop(mut self) -> ExitStatus {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
        tokio::task::spawn_blocking(move || self.0.wait().expect("it ends")).await.expect("a thread")
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The settings of an environment file, as systemd reads the forms that ours uses: one a line, `#` before a comment, a value as
/// it is or between double quotes.
fn variables(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value_of(value.trim()))).collect()
}

fn value_of(written: &str) -> String {
    match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        // Between quotes a backslash stays, unless before one of these.
        Some(quoted) => ["\\\"", "\\$", "\\`", "\\\\"]
            .iter()
            .fold(quoted.to_owned(), |value, escape| value.replace(escape, &escape[1..])),
        None => {
            assert!(!written.contains('\\'), "systemd drops a backslash outside of quotes: {written}");
            written.to_owned()
        }
    }
}

#[test]
fn settings_are_read_as_systemd_reads_them() {
    let text = "# a comment\nNAME=\"A b <c>\"\nKEY=\"one\\ntwo\"\nEMPTY=\nURL=postgres://a/b?c=d\n";
    let wanted = [("NAME", "A b <c>"), ("KEY", "one\\ntwo"), ("EMPTY", ""), ("URL", "postgres://a/b?c=d")];
    let wanted = wanted.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(variables(text), wanted);
}
