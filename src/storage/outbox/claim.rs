//! Taking work that is due: of some tasks, and either new or put off before, so that neither stands behind the other. And giving
//! it back.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::About;

use super::{Job, JobTask};
use crate::storage::{PgPool, StorageError};

struct Row {
    id: Uuid,
    key: String,
    task: String,
    kind: String,
    aggregate_id: Uuid,
    message_id: Option<Uuid>,
    attempts: i32,
    traceparent: Option<String>,
}

/// Takes what is due and was tried as often as said, in words that stand in an index of their own (migrations, "lanes").
macro_rules! take {
    ($tried:literal, $($value:expr),+) => {
        sqlx::query_as!(
            Row,
            "update outbox set attempts = attempts + 1, leased_until = $2
             where id = any(array(
                 select id from outbox
                 where dead_at is null and run_at <= $1 and (leased_until is null or leased_until <= $1)
                     and task = any($4) and " + $tried + "
                 order by run_at, id limit $3 for update skip locked))
             returning id, key, task, kind, aggregate_id, message_id, attempts, traceparent",
            $($value),+
        )
    };
}

/// Takes up to `limit` jobs that are due, until `lease`. Only `tasks` that the caller can do: others are left for a worker
/// of another version; only those that were not tried yet, or only those that were.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn claim(
    pool: &PgPool,
    (tasks, is_first): (&[&str], bool),
    (now, lease): (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<Vec<Job>, StorageError> {
    let rows = if is_first {
        take!("attempts = 0", now, lease, limit, tasks as &[&str]).fetch_all(pool).await?
    } else {
        take!("attempts > 0", now, lease, limit, tasks as &[&str]).fetch_all(pool).await?
    };
    let mut jobs: Vec<Job> = rows.into_iter().map(|row| job(row, lease)).collect();
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

fn job(row: Row, lease: OffsetDateTime) -> Job {
    let task = match row.message_id {
        Some(message) => JobTask::Send(message),
        None => JobTask::Do(row.task),
    };
    let about = About::stored(row.kind, row.aggregate_id);
    let (id, key, attempts, traceparent) = (row.id, row.key, row.attempts, row.traceparent);
    Job { id, key, task, about, attempts, lease, traceparent }
}

/// Gives back one that was only begun; its attempt does not count. It may be told twice, where nobody knows whether it was done:
/// who has taken the job meanwhile has it by another lease, though as the same attempt.
///
/// # Errors
/// When the database fails.
pub async fn give_back(db: impl PgExecutor<'_>, job: &Job) -> Result<(), StorageError> {
    sqlx::query!(
        "update outbox set leased_until = null, attempts = attempts - 1
         where id = $1 and attempts = $2 and leased_until = $3",
        job.id,
        job.attempts,
        job.lease
    )
    .execute(db)
    .await?;
    Ok(())
}
