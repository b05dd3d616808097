//! Where a round runs: only what is moved in the live environment counts for a practice.

use std::fmt;
use std::str::FromStr;

/// Host of the live environment of the national service (docs/sources.md#vrs-api).
const LIVE: &str = "api.service.nhs.uk";

/// An environment of the national service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// For tests together with the Proxy team.
    Int,
    /// In earnest.
    Live,
}

/// The text is no environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an environment is int or live")]
pub struct NotAnEnvironment;

impl Environment {
    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Environment::Int => "int",
            Environment::Live => "live",
        }
    }

    /// Whether a store at this host may be of this environment: the hosts of the national service are known, of which one is
    /// live and all others (int, sandbox and the like) are for tests.
    pub fn may_be_at(self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let (is_live, is_other) = (host == LIVE, host.ends_with(&format!(".{LIVE}")));
        match self {
            Environment::Int => !is_live,
            Environment::Live => !is_other,
        }
    }
}

impl FromStr for Environment {
    type Err = NotAnEnvironment;

    fn from_str(text: &str) -> Result<Environment, NotAnEnvironment> {
        let all = [Environment::Int, Environment::Live];
        all.into_iter().find(|environment| environment.code() == text).ok_or(NotAnEnvironment)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
