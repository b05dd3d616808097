//! Taking work that is due: of some tasks, and either new or put off before, so that neither stands behind the other.

use sqlx::PgPool;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::About;

use super::{Job, JobTask};
use crate::storage::StorageError;

struct Row {
    id: Uuid,
    key: String,
    task: String,
    kind: String,
    aggregate_id: Uuid,
    message_id: Option<Uuid>,
    attempts: i32,
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
             returning id, key, task, kind, aggregate_id, message_id, attempts",
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
    let mut jobs: Vec<Job> = rows.into_iter().map(job).collect();
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

fn job(row: Row) -> Job {
    let task = match row.message_id {
        Some(message) => JobTask::Send(message),
        None => JobTask::Do(row.task),
    };
    let about = About::stored(row.kind, row.aggregate_id);
    Job { id: row.id, key: row.key, task, about, attempts: row.attempts }
}
