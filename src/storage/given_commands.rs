//! Commands that were given with an id of their own, so that none is done twice.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::DelegationId;

use super::StorageError;

/// Notes that the command was done to this delegation.
///
/// # Errors
/// [`StorageError::Conflict`] when it was noted before.
pub async fn insert(
    db: impl PgExecutor<'_>,
    (once, delegation): (Uuid, DelegationId),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let done = sqlx::query(
        "insert into given_command (id, delegation_id, done_at) values ($1, $2, $3) on conflict (id) do nothing",
    )
    .bind(once)
    .bind(delegation.0)
    .bind(now)
    .execute(db)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(StorageError::Conflict) }
}

/// Whether the command was done to this delegation.
///
/// # Errors
/// When the database fails.
pub async fn was_done(
    db: impl PgExecutor<'_>,
    once: Uuid,
    delegation: DelegationId,
) -> Result<bool, StorageError> {
    let found: Option<(Uuid,)> =
        sqlx::query_as("select id from given_command where id = $1 and delegation_id = $2")
            .bind(once)
            .bind(delegation.0)
            .fetch_optional(db)
            .await?;
    Ok(found.is_some())
}

/// Forgets those done before `until`; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, until: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query("delete from given_command where done_at < $1").bind(until).execute(db).await?;
    Ok(done.rows_affected())
}
