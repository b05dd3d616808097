//! The lease queue of work after the commit (docs/architecture.md#nothing-is-sent-inside-a-request): taken with SKIP
//! LOCKED, attempts counted when taken, given back with a backoff, dead after too many.

mod claim;

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::About;

use super::StorageError;

pub use claim::{claim, give_back};

/// A piece of work that this worker holds.
#[derive(Debug, Clone)]
pub struct Job {
    /// Our opaque id.
    pub id: Uuid,
    /// Idempotency key, told to the far side.
    pub key: String,
    /// What to do.
    pub task: JobTask,
    /// About what.
    pub about: About,
    /// How often it was taken, this time included.
    pub attempts: i32,
    /// Until when it was taken.
    pub lease: OffsetDateTime,
    /// Which trace it goes on with, where what gave it was traced.
    pub traceparent: Option<String>,
}

/// What a job asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobTask {
    /// What the kind gave, by code.
    Do(String),
    /// Send this line of the ledger.
    Send(Uuid),
}

/// The code of a message to be sent, of whatever kind.
pub const SEND_MESSAGE: &str = "send_message";

impl JobTask {
    /// What is to be done, by code.
    pub fn code(&self) -> &str {
        match self {
            JobTask::Do(code) => code,
            JobTask::Send(_) => SEND_MESSAGE,
        }
    }
}

/// The job is done: it goes, and its message counts as sent; nothing happens when another worker has taken it over meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn done(db: impl PgExecutor<'_>, job: &Job, now: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query!(
        "with o as (delete from outbox where id = $1 and attempts = $3 returning id)
         update message set sent_at = $2, attempts = $3, last_fault = null, failed_at = null
         where id in (select id from o)",
        job.id,
        now,
        job.attempts
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The message of this job is left out, as the practice has switched it off: the job goes, and the ledger says why.
///
/// # Errors
/// When the database fails.
pub async fn left_out(db: impl PgExecutor<'_>, job: &Job, now: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query!(
        "with o as (delete from outbox where id = $1 and attempts = $3 returning id)
         update message set muted_at = $2, attempts = $3, last_fault = null, failed_at = null
         where id in (select id from o)",
        job.id,
        now,
        job.attempts
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The job failed and is tried again at `run_at`; nothing happens when another worker has taken it over meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn again(
    db: impl PgExecutor<'_>,
    job: &Job,
    run_at: OffsetDateTime,
    fault: &str,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with o as (update outbox set run_at = $2, leased_until = null, last_fault = $3
                    where id = $1 and attempts = $4 returning id)
         update message set attempts = $4, last_fault = $3 where id in (select id from o)",
        job.id,
        run_at,
        fault,
        job.attempts
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The job is given up, and waits for a person; nothing happens when another worker has taken it over meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn dead(
    db: impl PgExecutor<'_>,
    job: &Job,
    now: OffsetDateTime,
    fault: &str,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with o as (update outbox set dead_at = $2, leased_until = null, last_fault = $3
                    where id = $1 and attempts = $4 returning id)
         update message set attempts = $4, last_fault = $3, failed_at = $2 where id in (select id from o)",
        job.id,
        now,
        fault,
        job.attempts
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Holds a job that takes long until `lease`; false where another worker has taken it over.
///
/// # Errors
/// When the database fails.
pub async fn hold(db: impl PgExecutor<'_>, job: &Job, lease: OffsetDateTime) -> Result<bool, StorageError> {
    let held = sqlx::query!(
        "update outbox set leased_until = $2 where id = $1 and attempts = $3 and leased_until is not null",
        job.id,
        lease,
        job.attempts
    )
    .execute(db)
    .await?;
    Ok(held.rows_affected() > 0)
}

/// Gives back those of the jobs, each with its attempt, that are still held: the worker is stopping. The attempt does not
/// count.
///
/// # Errors
/// When the database fails.
pub async fn release(db: impl PgExecutor<'_>, held: &[(Uuid, i32)]) -> Result<(), StorageError> {
    let (ids, attempts): (Vec<Uuid>, Vec<i32>) = held.iter().copied().unzip();
    sqlx::query!(
        "update outbox set leased_until = null, attempts = outbox.attempts - 1
         from unnest($1::uuid[], $2::int[]) as held (id, attempts)
         where outbox.id = held.id and outbox.attempts = held.attempts and leased_until is not null",
        &ids,
        &attempts
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What waits, for health checks.
#[derive(Debug, Clone, Copy)]
pub struct Backlog {
    /// Jobs that are due.
    pub due: i64,
    /// When the oldest of them became due.
    pub oldest: Option<OffsetDateTime>,
    /// Jobs that were given up.
    pub dead: i64,
}

/// Counts what waits at `now`.
///
/// # Errors
/// When the database fails.
pub async fn backlog(db: impl PgExecutor<'_>, now: OffsetDateTime) -> Result<Backlog, StorageError> {
    let row = sqlx::query!(
        r#"select count(*) as "due!", min(run_at) as oldest,
                  (select count(*) from outbox where dead_at is not null) as "dead!"
           from outbox where dead_at is null and run_at <= $1"#,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(Backlog { due: row.due, oldest: row.oldest, dead: row.dead })
}

/// What waits of one kind of work.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// What is to be done, by code.
    pub task: String,
    /// Jobs that are due.
    pub due: i64,
    /// Jobs that were put off, or are to be done later.
    pub later: i64,
    /// Jobs that were given up.
    pub dead: i64,
    /// When the oldest of those that are due became so.
    pub oldest: Option<OffsetDateTime>,
}

/// Counts what waits at `now`, by kind of work.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: impl PgExecutor<'_>, now: OffsetDateTime) -> Result<Vec<Waiting>, StorageError> {
    let rows = sqlx::query_as!(
        Waiting,
        r#"select task, count(*) filter (where dead_at is null and run_at <= $1) as "due!",
                  count(*) filter (where dead_at is null and run_at > $1) as "later!",
                  count(*) filter (where dead_at is not null) as "dead!",
                  min(run_at) filter (where dead_at is null and run_at <= $1) as oldest
           from outbox group by task"#,
        now
    );
    Ok(rows.fetch_all(db).await?)
}

/// Work that was given up.
#[derive(Debug, Clone)]
pub struct DeadLetter {
    /// Id of the work.
    pub id: Uuid,
    /// What was to be done, by code.
    pub task: String,
    /// About what.
    pub about: About,
    /// How often it was tried.
    pub attempts: i32,
    /// The last fault, by code.
    pub fault: String,
    /// When it was given up.
    pub dead_at: OffsetDateTime,
}

/// Work that was given up, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn dead_letters(db: impl PgExecutor<'_>, limit: i64) -> Result<Vec<DeadLetter>, StorageError> {
    let rows = sqlx::query!(
        r#"select id, task, kind, aggregate_id, attempts, coalesce(last_fault, '') as "fault!", dead_at as "dead_at!"
           from outbox where dead_at is not null order by dead_at, id limit $1"#,
        limit
    )
    .fetch_all(db)
    .await?;
    let letters = rows.into_iter().map(|row| DeadLetter {
        id: row.id,
        task: row.task,
        about: About::stored(row.kind, row.aggregate_id),
        attempts: row.attempts,
        fault: row.fault,
        dead_at: row.dead_at,
    });
    Ok(letters.collect())
}

/// Has work that was given up tried again at once, with all its tries: one piece, by its own id or its message's (they are
/// the same), or all. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn retry(
    db: impl PgExecutor<'_>,
    one: Option<Uuid>,
    now: OffsetDateTime,
) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "with o as (update outbox set dead_at = null, run_at = $2, attempts = 0, leased_until = null
                    where dead_at is not null and ($1::uuid is null or id = $1) returning id),
              m as (update message set failed_at = null where id in (select id from o))
         select pg_notify('outbox', '') from o",
        one,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
