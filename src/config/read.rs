//! Reads variables and collects what is wrong with them, so that start-up fails once and completely.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};

/// What a secret should be that nobody may guess.
const LONG: &str = "at least 32 random characters";

/// One variable that is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the variable.
    pub variable: String,
    /// What it should be; never the value that was found.
    pub expected: String,
}

/// Everything that is wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the configuration has {} fault(s):", self.0.len())?;
        for fault in &self.0 {
            writeln!(f, "  {} should be {}", fault.variable, fault.expected)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// The variables, and the faults found so far.
#[derive(Debug)]
pub struct Reader {
    values: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

impl Reader {
    /// Reads the environment of this process.
    pub fn from_environment() -> Reader {
        Reader::from_values(std::env::vars())
    }

    /// Reads given pairs; what tests and the demo use.
    pub fn from_values(values: impl IntoIterator<Item = (String, String)>) -> Reader {
        Reader { values: values.into_iter().collect(), faults: Vec::new() }
    }

    /// Notes that `variable` is not as `expected`.
    pub fn fault(&mut self, variable: &str, expected: &str) {
        self.faults.push(Fault { variable: variable.to_owned(), expected: expected.to_owned() });
    }

    /// The value, if set and not blank.
    pub fn optional(&self, variable: &str) -> Option<String> {
        self.values
            .get(variable)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
    }

    /// The value, or a fault that names what is expected and an empty string.
    pub fn required(&mut self, variable: &str, expected: &str) -> String {
        let value = self.optional(variable);
        if value.is_none() {
            self.fault(variable, expected);
        }
        value.unwrap_or_default()
    }

    /// The value, or `default` where it is not set.
    pub fn text(&self, variable: &str, default: &str) -> String {
        self.optional(variable).unwrap_or_else(|| default.to_owned())
    }

    /// A value of another type, or `default` where it is not set.
    pub fn parsed<T: FromStr>(&mut self, variable: &str, default: T, expected: &str) -> T {
        match self.optional(variable).map(|value| value.parse()) {
            None => default,
            Some(Ok(value)) => value,
            Some(Err(_)) => {
                self.fault(variable, expected);
                default
            }
        }
    }

    /// `on` or `off`, which it is where nothing else is said: whatever else is written must switch nothing on.
    pub fn is_on(&mut self, variable: &str) -> bool {
        match self.text(variable, "off").as_str() {
            "on" => true,
            "off" => false,
            _ => {
                self.fault(variable, "on or off");
                false
            }
        }
    }

    /// A list separated by commas, or `default` where it is not set.
    pub fn list(&self, variable: &str, default: &str) -> Vec<String> {
        self.text(variable, default)
            .split(',')
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Like [`Reader::secret`], but it may be absent.
    pub fn optional_secret(&mut self, variable: &str) -> Option<SecretString> {
        self.is_given(variable).then(|| self.secret(variable, ""))
    }

    /// Like [`Reader::long_secret`], but it may be absent.
    pub fn optional_long_secret(&mut self, variable: &str) -> Option<SecretString> {
        self.is_given(variable).then(|| self.long_secret(variable))
    }

    /// A secret that keys or opens something: long enough that nobody guesses it.
    pub fn long_secret(&mut self, variable: &str) -> SecretString {
        let before = self.faults.len();
        let secret = self.secret(variable, LONG);
        let is_told = self.faults.len() > before;
        if !is_told && secret.expose_secret().len() < 32 {
            self.fault(variable, LONG);
        }
        secret
    }

    fn is_given(&self, variable: &str) -> bool {
        self.optional(variable).or(self.optional(&format!("{variable}_FILE"))).is_some()
    }

    /// A secret from the variable itself or from the file that `<variable>_FILE` names.
    pub fn secret(&mut self, variable: &str, expected: &str) -> SecretString {
        if let Some(value) = self.optional(variable) {
            return value.replace("\\n", "\n").into();
        }
        let file = format!("{variable}_FILE");
        match self.optional(&file).map(std::fs::read_to_string) {
            Some(Ok(value)) => return value.trim().to_owned().into(),
            Some(Err(_)) => self.fault(&file, "a file that this process can read"),
            None => self.fault(variable, &format!("{expected} (or {file}: a file with it)")),
        }
        String::new().into()
    }

    /// The configuration if nothing was wrong.
    ///
    /// # Errors
    /// All faults noted so far.
    pub fn finish<T>(self, config: T) -> Result<T, Faults> {
        if self.faults.is_empty() { Ok(config) } else { Err(Faults(self.faults)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found wrong where this value stands under this name.
    fn faults(value: &str, name: &str, read: impl FnOnce(&mut Reader)) -> Vec<String> {
        let mut reader = Reader::from_values([(name.to_owned(), value.to_owned())]);
        read(&mut reader);
        let faults = reader.finish(()).err().map(|faults| faults.0).unwrap_or_default();
        faults.into_iter().map(|fault| fault.variable).collect()
    }

    #[test]
    fn a_long_secret_is_long_wherever_it_comes_from() {
        let read = |value: &str, name: &str| faults(value, name, |reader| drop(reader.long_secret("K")));
        assert_eq!(read(&"x".repeat(32), "K"), [""; 0]);
        for (value, name) in [("", "K"), ("short", "K"), ("/dev/null", "K_FILE")] {
            assert_eq!(read(value, name), ["K"], "{name}={value}");
        }
        assert_eq!(read("/nowhere", "K_FILE"), ["K_FILE"]);
    }

    #[test]
    fn a_long_secret_that_may_be_absent_is_long_where_it_is_there() {
        let read =
            |value: &str, name: &str| faults(value, name, |reader| drop(reader.optional_long_secret("K")));
        let long = "x".repeat(32);
        for value in ["", long.as_str()] {
            assert_eq!(read(value, "K"), [""; 0], "{value}");
        }
        for (value, name) in [("short", "K"), ("/dev/null", "K_FILE")] {
            assert_eq!(read(value, name), ["K"], "{name}={value}");
        }
    }

    #[test]
    fn a_switch_is_on_or_off_and_nothing_else() {
        for (value, is_on, is_told) in
            [("", false, false), ("off", false, false), ("on", true, false), ("true", false, true)]
        {
            let told = faults(value, "S", |reader| assert_eq!(reader.is_on("S"), is_on, "{value}"));
            assert_eq!(!told.is_empty(), is_told, "{value}");
        }
    }
}
