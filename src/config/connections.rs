//! How many connections are served, and how long each may take: what strangers can do to us before we know who they are.

use std::time::Duration;

use super::read::Reader;

/// Limits on connections.
#[derive(Debug, Clone, Copy)]
pub struct Connections {
    /// Connections that are open at once, at most; fewer where the process may open fewer files.
    pub most: usize,
    /// Connections from one source that are open at once, at most; not looked at behind proxies.
    pub most_of_one: usize,
    /// Proxies of ours that each request comes through.
    pub proxies: usize,
    /// How long the head of a request may take from its first byte, and a new connection until its first byte.
    pub head_within: Duration,
    /// How long the body of a request may take, and how long a reader may stand still.
    pub body_within: Duration,
    /// How long a connection is kept for its next request.
    pub idle_for: Duration,
    /// Sign-ins that may begin from one source in an hour: each is kept for a while before we know who it is.
    pub starts_of_one: u32,
}

impl Connections {
    /// Reads this section alone, for run modes that need few others.
    pub fn read(reader: &mut Reader) -> Connections {
        let milliseconds = "a number of milliseconds above 0";
        let mut time = |variable: &str, default: u64| {
            let given = reader.parsed(variable, default, milliseconds);
            if given == 0 {
                reader.fault(variable, milliseconds);
            }
            Duration::from_millis(given)
        };
        let (head_within, body_within) = (time("HEAD_TIMEOUT_MS", 10_000), time("BODY_TIMEOUT_MS", 20_000));
        let idle_for = time("IDLE_TIMEOUT_MS", 75_000);
        Connections {
            most: count(reader, "CONNECTIONS", 2000),
            most_of_one: count(reader, "CONNECTIONS_PER_SOURCE", 100),
            proxies: reader.parsed("TRUSTED_PROXIES", 0, "a number"),
            head_within,
            body_within,
            idle_for,
            starts_of_one: u32::try_from(count(reader, "LIMIT_SIGN_INS_PER_SOURCE", 1000))
                .unwrap_or(u32::MAX),
        }
    }
}

fn count(reader: &mut Reader, variable: &str, default: usize) -> usize {
    let expected = "a number above 0";
    let given = reader.parsed(variable, default, expected);
    if given == 0 {
        reader.fault(variable, expected);
    }
    given
}
