//! The walk over all access that is set, and what came with a patient and waits: whose turn it is to be compared with PDS.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::DelegationId;

use super::StorageError;

/// One whose turn it is.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// Which.
    pub delegation: DelegationId,
    /// When it was compared before.
    pub before: Option<OffsetDateTime>,
}

/// Takes the one that was not compared for longest, if that was before `since`; workers that take at once get different
/// ones.
///
/// # Errors
/// When the database fails.
pub async fn take(
    db: impl PgExecutor<'_>,
    (now, since): (OffsetDateTime, OffsetDateTime),
) -> Result<Option<Turn>, StorageError> {
    let row = sqlx::query!(
        "with turn as (
             select id, checked_at from delegation
             where (stage in ('active', 'suspended') or (stage = 'with_practice' and former is not null))
                 and (checked_at is null or checked_at < $2)
             order by checked_at nulls first, id limit 1 for update skip locked
         )
         update delegation d set checked_at = $1 from turn where d.id = turn.id
         returning d.id, turn.checked_at as before",
        now,
        since
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Turn { delegation: DelegationId(row.id), before: row.before }))
}

/// Has this one compared before all others.
///
/// # Errors
/// When the database fails.
pub async fn at_once(db: impl PgExecutor<'_>, delegation: DelegationId) -> Result<(), StorageError> {
    sqlx::query!("update delegation set checked_at = null where id = $1", delegation.0).execute(db).await?;
    Ok(())
}

/// Gives a turn back: PDS gave no answer. Its place is that of the time `before` then.
///
/// # Errors
/// When the database fails.
pub async fn give_back(db: impl PgExecutor<'_>, turn: Turn) -> Result<(), StorageError> {
    sqlx::query!("update delegation set checked_at = $2 where id = $1", turn.delegation.0, turn.before)
        .execute(db)
        .await?;
    Ok(())
}
