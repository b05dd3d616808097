//! Tries to say who sent an invitation, and codes that somebody has typed, so that nobody guesses for long.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::{DelegationId, PersonId};

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
    let done = sqlx::query!(
        "insert into attempt as a (delegation_id, tries, since) values ($1, 1, $2)
         on conflict (delegation_id) do update set
             tries = case when a.since < $3 then 1 else a.tries + 1 end,
             since = case when a.since < $3 then $2 else a.since end
         where a.since < $3 or a.tries < $4",
        id.0,
        now,
        since,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets the tries: the name was right.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, id: DelegationId) -> Result<(), StorageError> {
    sqlx::query!("delete from attempt where delegation_id = $1", id.0).execute(db).await?;
    Ok(())
}

/// Counts one more code that this person has typed, as [`begin`] does; a good one does not make it forgotten, or who has one
/// would guess without end.
///
/// # Errors
/// When the database fails.
pub async fn begin_code(
    db: impl PgExecutor<'_>,
    person: PersonId,
    (now, since): (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "insert into code_attempt as a (person_id, tries, since) values ($1, 1, $2)
         on conflict (person_id) do update set
             tries = case when a.since < $3 then 1 else a.tries + 1 end,
             since = case when a.since < $3 then $2 else a.since end
         where a.since < $3 or a.tries < $4",
        person.0,
        now,
        since,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets the codes of those who began to type them before `since`: they are counted anew.
///
/// # Errors
/// When the database fails.
pub async fn forget_codes(db: impl PgExecutor<'_>, since: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query!("delete from code_attempt where since < $1", since).execute(db).await?;
    Ok(done.rows_affected())
}
