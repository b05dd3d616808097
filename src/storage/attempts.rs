//! Tries to say who sent an invitation, so that nobody guesses for long.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::DelegationId;

use super::StorageError;

/// Counts one more try at `now`; false, and not counted, when there were `limit` since `since`. Two at once are counted
/// one after the other, because both write the same row.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    (now, since): (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<bool, StorageError> {
    let done = sqlx::query(
        "insert into attempt as a (delegation_id, tries, since) values ($1, 1, $2)
         on conflict (delegation_id) do update set
             tries = case when a.since < $3 then 1 else a.tries + 1 end,
             since = case when a.since < $3 then $2 else a.since end
         where a.since < $3 or a.tries < $4",
    )
    .bind(id.0)
    .bind(now)
    .bind(since)
    .bind(limit)
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets the tries: the name was right.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, id: DelegationId) -> Result<(), StorageError> {
    sqlx::query("delete from attempt where delegation_id = $1").bind(id.0).execute(db).await?;
    Ok(())
}
