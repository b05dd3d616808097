//! The runs of a round: when a process worked on it, and how often it called the store.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::transfer::Ending;

use crate::storage::StorageError;

/// A run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Whether it tried only rows that had failed.
    pub is_retry: bool,
    /// When it began.
    pub began_at: OffsetDateTime,
    /// When it was last seen.
    pub seen_at: OffsetDateTime,
    /// Calls that it made until then.
    pub calls: i64,
    /// How often the store said that it is called too fast.
    pub too_fast: i64,
    /// Calls in a second, when it was last seen.
    pub per_second: f64,
    /// When its window opens, where it waited for that when it was last seen.
    pub opens_at: Option<OffsetDateTime>,
    /// Whether it took the store to be away when it was last seen.
    pub is_away: bool,
    /// How it ended; none where it was killed, or still runs.
    pub ended: Option<Ending>,
}

/// What a run has done until now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Calls.
    pub calls: i64,
    /// How often the store said that it is called too fast.
    pub too_fast: i64,
}

/// How a run is going.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Going {
    /// Calls in a second.
    pub per_second: f64,
    /// When its window opens; none while that is open.
    pub opens_at: Option<OffsetDateTime>,
    /// Whether it takes the store to be away.
    pub is_away: bool,
}

/// A run begins.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: impl PgExecutor<'_>,
    (run, round): (Uuid, Uuid),
    is_retry: bool,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into transfer_run (id, round_id, is_retry, began_at, seen_at) values ($1, $2, $3, $4, $4)",
        run,
        round,
        is_retry,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A run is still there, or has ended in this way.
///
/// # Errors
/// When the database fails.
pub async fn note(
    db: impl PgExecutor<'_>,
    (run, done, going): (Uuid, Done, Going),
    ended: Option<Ending>,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update transfer_run set calls = $2, too_fast = $3, ended = $4, seen_at = $5, per_second = $6, opens_at = $7,
             is_away = $8
         where id = $1",
        run,
        done.calls,
        done.too_fast,
        ended.map(Ending::code),
        now,
        going.per_second,
        going.opens_at,
        going.is_away
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The runs of a round, oldest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_round(db: impl PgExecutor<'_>, round: Uuid) -> Result<Vec<Run>, StorageError> {
    let rows = sqlx::query!(
        "select is_retry, began_at, seen_at, calls, too_fast, per_second, opens_at, is_away, ended from transfer_run
         where round_id = $1 order by id",
        round
    )
    .fetch_all(db)
    .await?;
    let ending = |code: &str| Ending::from_code(code).ok_or(StorageError::Corrupt("end of a run"));
    let runs = rows.into_iter().map(|row| {
        Ok(Run {
            is_retry: row.is_retry,
            began_at: row.began_at,
            seen_at: row.seen_at,
            calls: row.calls,
            too_fast: row.too_fast,
            per_second: row.per_second,
            opens_at: row.opens_at,
            is_away: row.is_away,
            ended: row.ended.as_deref().map(ending).transpose()?,
        })
    });
    runs.collect()
}
