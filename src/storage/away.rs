//! A database that was away for a moment: whether a statement was done, and trying again until the wait is over.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use super::StorageError;
use crate::storage::PgPool;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// How the client of the database calls a connection that was closed at its first question: it reads nothing, as a zero.
const NO_ANSWER: &str = "unexpected response from SSLRequest: 0x00";
/// How the server says that it takes no writes: a standby that is about to be promoted, or one that was told to.
const TAKES_NO_WRITES: &str = "25006";
/// How long a statement of work in the background may take before it counts as lost: a server whose machine vanished says
/// nothing, and nobody waits for a page that would give up.
const LOST: Duration = Duration::from_secs(30);

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

    /// Whether the database answers and takes no writes: what was asked was surely not done.
    pub fn is_read_only(&self) -> bool {
        let StorageError::Database(error) = self else { return false };
        is_read_only(error)
    }

    /// Whether no connection could be had, or the one there was broke: the database is at fault, and not what was asked.
    pub fn is_out_of_reach(&self) -> bool {
        let StorageError::Database(error) = self else { return false };
        let is_lost =
            matches!(error, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed);
        is_lost || away(error).is_some()
    }

    /// Whether it is out of reach, and not because we let go of it ourselves.
    fn may_pass(&self) -> bool {
        self.is_out_of_reach() && !matches!(self, StorageError::Database(sqlx::Error::PoolClosed))
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
        // The server is shut down, crashes or starts, or is a standby still: it says so in place of the result.
        sqlx::Error::Database(error) => match error.code().as_deref() {
            Some("57P01" | "57P02" | "57P03" | TAKES_NO_WRITES) => Some(Away::NotDone),
            // So a pooler says that it lost the server, or gets no connection of it; not whether the statement was done.
            Some("08P01") => Some(Away::Unknown),
            _ => None,
        },
        // A server that ends closes what it has only just accepted, before it says whether it speaks TLS.
        sqlx::Error::Protocol(told) if told.starts_with(NO_ANSWER) => Some(Away::NotDone),
        _ => None,
    }
}

fn is_read_only(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|fault| fault.code()).as_deref() == Some(TAKES_NO_WRITES)
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
    let until = Instant::now() + pool.wait();
    loop {
        match attempt().await {
            Err(error) if error.is_away() && Instant::now() < until => sleep(PAUSE).await,
            outcome => return outcome,
        }
    }
}

/// Tries until `until`, however long a request would wait for a connection. For writing down what has happened outside
/// already, in words that may be written twice: given up sooner, it would happen again.
///
/// # Errors
/// The last error.
pub async fn insistently<T, F>(until: Instant, attempt: impl Fn() -> F) -> Result<T, StorageError>
where
    F: Future<Output = Result<T, StorageError>>,
{
    loop {
        match in_time(attempt()).await {
            Err(error) if error.may_pass() && Instant::now() < until => sleep(PAUSE).await,
            outcome => return outcome,
        }
    }
}

/// The outcome of a statement of work in the background, or that no connection was to be had where there is none in time.
///
/// # Errors
/// Those of the statement, and that.
pub async fn in_time<T>(statement: impl Future<Output = Result<T, StorageError>>) -> Result<T, StorageError> {
    within(LOST, statement).await
}

async fn within<T>(
    limit: Duration,
    statement: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    match timeout(limit, statement).await {
        Ok(outcome) => outcome,
        Err(_) => Err(StorageError::Database(sqlx::Error::PoolTimedOut)),
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

/// Of sessions: where they cannot be written, nobody waits for that, since most pages are read.
impl MayBeAway for sqlx::Error {
    fn is_away(&self) -> bool {
        away(self).is_some() && !is_read_only(self)
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
    async fn what_happened_is_written_down_however_often_there_is_no_connection() {
        let tries = std::cell::Cell::new(0);
        let attempt = || {
            tries.set(tries.get() + 1);
            let is_there = tries.get() >= 4;
            let outcome = is_there.then_some(()).ok_or(StorageError::Database(sqlx::Error::PoolTimedOut));
            std::future::ready(outcome)
        };
        insistently(Instant::now() + LOST, attempt).await.unwrap();
        assert_eq!(tries.get(), 4);
        insistently(Instant::now(), attempt).await.unwrap();
        assert_eq!(tries.get(), 5);
    }

    #[tokio::test]
    async fn what_will_not_pass_is_not_tried_again() {
        for is_closed in [true, false] {
            let tries = std::cell::Cell::new(0);
            let attempt = || {
                tries.set(tries.get() + 1);
                let error = if is_closed { sqlx::Error::PoolClosed } else { sqlx::Error::RowNotFound };
                std::future::ready(Err::<(), StorageError>(StorageError::Database(error)))
            };
            insistently(Instant::now() + LOST, attempt).await.unwrap_err();
            assert_eq!(tries.get(), 1);
        }
    }

    #[tokio::test]
    async fn a_statement_that_nobody_answers_counts_as_lost() {
        let silent = std::future::pending::<Result<(), StorageError>>();
        assert!(within(PAUSE, silent).await.unwrap_err().is_out_of_reach());
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
