//! Commands that were given with an id of their own, so that none is done twice.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::StorageError;
use super::record::Insert;

/// The note that the command was done to what `id` names, written with what it did. Where it was noted before, nothing of that is
/// written: it is a [`StorageError::Conflict`].
pub fn row((once, id): (Uuid, Uuid), now: OffsetDateTime) -> Insert<'static> {
    Insert::into("given_command").column("id", once).column("aggregate_id", id).column("done_at", now)
}

/// Whether the command was done to what `id` names.
///
/// # Errors
/// When the database fails.
pub async fn was_done(db: impl PgExecutor<'_>, once: Uuid, id: Uuid) -> Result<bool, StorageError> {
    let found =
        sqlx::query_scalar!("select id from given_command where id = $1 and aggregate_id = $2", once, id)
            .fetch_optional(db)
            .await?;
    Ok(found.is_some())
}

/// Forgets those done before `until`; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, until: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query!("delete from given_command where done_at < $1", until).execute(db).await?;
    Ok(done.rows_affected())
}
