//! Where the database is: one address, and where there is a pooler or a replica, one more for each.

use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use super::read::Reader;

/// What a URL of a database looks like.
const URL: &str = "a Postgres URL such as postgres://user@host/name";

/// What stands between us and the database, and gives a connection of the server away after each transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pooler {
    /// Nothing.
    None,
    /// One that forgets prepared statements: the next message may meet another connection of the server.
    Transaction,
    /// One that carries prepared statements along.
    Prepared,
}

impl FromStr for Pooler {
    type Err = ();
    fn from_str(text: &str) -> Result<Pooler, ()> {
        match text {
            "none" => Ok(Pooler::None),
            "transaction" => Ok(Pooler::Transaction),
            "prepared" => Ok(Pooler::Prepared),
            _ => Err(()),
        }
    }
}

/// A copy that may only be read, and lags.
#[derive(Debug, Clone)]
pub struct Replica {
    /// Postgres connection URL, of the copy itself.
    pub url: SecretString,
    /// Connections kept at most.
    pub pool: u32,
    /// How old what it says may be.
    pub lag: Duration,
}

/// The database.
#[derive(Debug, Clone)]
pub struct Database {
    /// Postgres connection URL.
    pub url: SecretString,
    /// Connections kept at most.
    pub pool: u32,
    /// How long a request waits for a connection, also over a restart of the server.
    pub wait: Duration,
    /// What stands before it at that URL.
    pub pooler: Pooler,
    /// The URL that leads past the pooler; there wherever there is a pooler.
    pub direct: Option<SecretString>,
    /// A copy for what may lag.
    pub replica: Option<Replica>,
}

impl Database {
    /// Reads this section alone, for run modes that need no other.
    pub fn read(reader: &mut Reader) -> Database {
        let direct = optional(reader, "DATABASE_DIRECT_URL");
        let pooler =
            reader.parsed("DATABASE_POOLER", Pooler::None, "none, transaction or prepared (docs/running.md)");
        if pooler != Pooler::None && direct.is_none() {
            reader.fault(
                "DATABASE_DIRECT_URL",
                "a Postgres URL that leads past the pooler (DATABASE_POOLER is set)",
            );
        }
        let url = reader.required("DATABASE_URL", URL);
        Database {
            url: looked_at(reader, "DATABASE_URL", url),
            pool: number(reader, ("DATABASE_POOL", 12), 2..=100, "a number from 2 to 100"),
            wait: Duration::from_secs(
                number(reader, ("DATABASE_WAIT_SECONDS", 8), 1..=3600, "a number of seconds, at least 1")
                    .into(),
            ),
            pooler,
            direct,
            replica: replica(reader),
        }
    }

    /// Another database, which its own URL leads to straight.
    #[must_use]
    pub fn elsewhere(&self, url: SecretString) -> Database {
        Database { url, pool: self.pool, wait: self.wait, pooler: Pooler::None, direct: None, replica: None }
    }
}

fn optional(reader: &mut Reader, variable: &str) -> Option<SecretString> {
    let text = reader.optional(variable)?;
    Some(looked_at(reader, variable, text))
}

/// A URL of Postgres, or a fault; that none was given is told already.
fn looked_at(reader: &mut Reader, variable: &str, text: String) -> SecretString {
    let is_postgres = Url::parse(&text).is_ok_and(|url| ["postgres", "postgresql"].contains(&url.scheme()));
    if !text.is_empty() && !is_postgres {
        reader.fault(variable, URL);
    }
    text.into()
}

fn number(
    reader: &mut Reader,
    (variable, default): (&str, u32),
    range: RangeInclusive<u32>,
    expected: &str,
) -> u32 {
    let number = reader.parsed(variable, default, expected);
    if !range.contains(&number) {
        reader.fault(variable, expected);
    }
    number
}

/// Its limits are looked at even where there is none: a wrong one must not wait for the day on which there is.
fn replica(reader: &mut Reader) -> Option<Replica> {
    let pool = number(reader, ("DATABASE_REPLICA_POOL", 4), 1..=100, "a number from 1 to 100");
    let lag = reader.parsed("DATABASE_REPLICA_LAG_SECONDS", 30, "a number of seconds");
    let url = optional(reader, "DATABASE_REPLICA_URL")?;
    Some(Replica { url, pool, lag: Duration::from_secs(lag) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The variables that are found wrong.
    fn faults(values: &[(&str, &str)]) -> Vec<String> {
        let url = [("DATABASE_URL", "postgres://a@b/c")];
        let all = url.iter().chain(values).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(all);
        let read = Database::read(&mut reader);
        let faults = reader.finish(read).err().map(|faults| faults.0).unwrap_or_default();
        faults.into_iter().map(|fault| fault.variable).collect()
    }

    #[test]
    fn a_pooler_needs_an_address_that_leads_past_it() {
        assert_eq!(faults(&[]), [""; 0]);
        for pooler in ["transaction", "prepared"] {
            assert_eq!(faults(&[("DATABASE_POOLER", pooler)]), ["DATABASE_DIRECT_URL"], "{pooler}");
            let both = [("DATABASE_POOLER", pooler), ("DATABASE_DIRECT_URL", "postgres://a@b/c")];
            assert_eq!(faults(&both), [""; 0], "{pooler}");
        }
        assert_eq!(faults(&[("DATABASE_POOLER", "yes")]), ["DATABASE_POOLER"]);
    }

    #[test]
    fn an_address_that_is_none_is_named() {
        for name in ["DATABASE_URL", "DATABASE_DIRECT_URL", "DATABASE_REPLICA_URL"] {
            for wrong in ["name", "localhost:5432/name", "http://a@b/c", "postgres://a@b:port/c"] {
                assert_eq!(faults(&[(name, wrong)]), [name], "{wrong}");
            }
            assert_eq!(
                faults(&[(name, "postgresql://a@localhost/c?host=/run/postgresql")]),
                [""; 0],
                "{name}"
            );
        }
    }

    #[test]
    fn a_number_with_which_nobody_would_get_a_connection_is_refused() {
        for (name, wrong) in
            [("DATABASE_POOL", "1"), ("DATABASE_POOL", "101"), ("DATABASE_WAIT_SECONDS", "0")]
        {
            assert_eq!(faults(&[(name, wrong)]), [name], "{wrong}");
        }
    }

    #[test]
    fn limits_of_a_replica_are_numbers() {
        for name in ["DATABASE_REPLICA_POOL", "DATABASE_REPLICA_LAG_SECONDS"] {
            assert_eq!(faults(&[(name, "many")]), [name]);
        }
        assert_eq!(faults(&[("DATABASE_REPLICA_POOL", "0")]), ["DATABASE_REPLICA_POOL"]);
    }
}
