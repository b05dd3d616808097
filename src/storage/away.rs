//! A database that was away for a moment: whether a statement was done, and trying again until the wait is over.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::PgPool;
use tokio::time::{Instant, sleep};

use super::StorageError;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// How the client of the database calls a connection that was closed at its first question: it reads nothing, as a zero.
const NO_ANSWER: &str = "unexpected response from SSLRequest: 0x00";

/// What is known of a statement that met no database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// It never came there, or the server said that it ends instead of doing it.
    NotDone,
    /// The connection broke in the middle: it may have been done.
    Unknown,
}

impl StorageError {
    /// Whether the database was away, so that trying again may help.
    pub fn away(&self) -> Option<Away> {
        match self {
            StorageError::Database(error) => away(error),
            StorageError::Conflict | StorageError::Rule(_) | StorageError::Corrupt(_) => None,
        }
    }

    /// Whether no connection could be had, or the one there was broke: the database is at fault, and not what was asked.
    pub fn is_out_of_reach(&self) -> bool {
        let StorageError::Database(error) = self else { return false };
        let is_lost =
            matches!(error, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed);
        is_lost || away(error).is_some()
    }
}

/// The same for an error that nobody has looked at yet. A pool that gave no connection within the wait is no reason to try
/// again: the wait is over.
pub(super) fn away(error: &sqlx::Error) -> Option<Away> {
    match error {
        sqlx::Error::Io(error) => Some(match error.kind() {
            // Nobody listens, or the socket is not there: a server that starts makes it anew.
            ErrorKind::ConnectionRefused | ErrorKind::NotFound | ErrorKind::BrokenPipe => Away::NotDone,
            _ => Away::Unknown,
        }),
        // The server is shut down, crashes or starts: it says so in place of the result.
        sqlx::Error::Database(error) => match error.code().as_deref() {
            Some("57P01" | "57P02" | "57P03") => Some(Away::NotDone),
            _ => None,
        },
        // A server that ends closes what it has only just accepted, before it says whether it speaks TLS.
        sqlx::Error::Protocol(told) if told.starts_with(NO_ANSWER) => Some(Away::NotDone),
        _ => None,
    }
}

/// Tries until the database is there again, at most as long as a request waits for a connection. For what may be done
/// twice: reading, and writing what is then the same.
///
/// # Errors
/// The last error.
pub async fn patiently<T, E, F>(pool: &PgPool, attempt: impl Fn() -> F) -> Result<T, E>
where
    F: Future<Output = Result<T, E>>,
    E: MayBeAway,
{
    let until = Instant::now() + pool.options().get_acquire_timeout();
    loop {
        match attempt().await {
            Err(error) if error.is_away() && Instant::now() < until => sleep(PAUSE).await,
            outcome => return outcome,
        }
    }
}

/// An error that may say that the database was away.
pub trait MayBeAway {
    /// Whether it says so.
    fn is_away(&self) -> bool;
}

impl MayBeAway for StorageError {
    fn is_away(&self) -> bool {
        self.away().is_some()
    }
}

impl MayBeAway for sqlx::Error {
    fn is_away(&self) -> bool {
        away(self).is_some()
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection, PgConnection};
    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;

    use super::*;

    fn io(kind: ErrorKind) -> sqlx::Error {
        sqlx::Error::Io(kind.into())
    }

    #[test]
    fn only_what_never_came_there_was_surely_not_done() {
        for kind in [ErrorKind::ConnectionRefused, ErrorKind::NotFound, ErrorKind::BrokenPipe] {
            assert_eq!(away(&io(kind)), Some(Away::NotDone), "{kind}");
        }
        for kind in [ErrorKind::UnexpectedEof, ErrorKind::ConnectionReset, ErrorKind::TimedOut] {
            assert_eq!(away(&io(kind)), Some(Away::Unknown), "{kind}");
        }
        assert_eq!(away(&sqlx::Error::PoolTimedOut), None, "the wait is over");
        assert_eq!(away(&sqlx::Error::RowNotFound), None);
    }

    #[tokio::test]
    async fn a_server_that_hangs_up_at_the_first_question_was_asked_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("postgres://app@{}/postgres", listener.local_addr().unwrap());
        let hang_up = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.read_exact(&mut [0; 8]).await.unwrap();
        };
        let (met, ()) = tokio::join!(PgConnection::connect(&url), hang_up);
        assert_eq!(away(&met.unwrap_err()), Some(Away::NotDone));
    }
}
