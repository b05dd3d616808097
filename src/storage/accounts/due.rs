//! Accounts that the worker must look at: those whose day has come, and whose turn it is to be compared with PDS.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};

use domain::account::AccountId;

use crate::storage::StorageError;

/// Accounts whose day has come and that were not looked at today; and those that may be unused and were not looked at since
/// `unused_since`. The longest due first.
///
/// # Errors
/// When the database fails.
pub async fn due(
    db: impl PgExecutor<'_>,
    (today, unused_since): (Date, Date),
    limit: i64,
) -> Result<Vec<AccountId>, StorageError> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from (
             (select id, next_look as day from account
              where next_look <= $1 and (looked_on is null or looked_on < $1) order by next_look limit $3)
             union
             (select id, unused_from as day from account
              where unused_from <= $1 and (looked_on is null or looked_on < $2) order by unused_from limit $3)
         ) found order by day, id limit $3"#,
        today,
        unused_since,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Notes that an account was looked at today.
///
/// # Errors
/// When the database fails.
pub async fn looked(db: impl PgExecutor<'_>, account: AccountId, today: Date) -> Result<(), StorageError> {
    sqlx::query!("update account set looked_on = $2 where id = $1", account.0, today).execute(db).await?;
    Ok(())
}

/// One whose turn it is to be compared with PDS.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// Which.
    pub account: AccountId,
    /// When it was compared before.
    pub before: Option<OffsetDateTime>,
}

/// Takes the one that was not compared for longest, if that was before `since`; workers that take at once get different ones.
///
/// # Errors
/// When the database fails.
pub async fn take(
    db: impl PgExecutor<'_>,
    (now, since): (OffsetDateTime, OffsetDateTime),
) -> Result<Option<Turn>, StorageError> {
    let row = sqlx::query!(
        "with turn as (
             select id, checked_at from account
             where associated and (checked_at is null or checked_at < $2)
             order by checked_at nulls first, id limit 1 for update skip locked
         )
         update account a set checked_at = $1 from turn where a.id = turn.id
         returning a.id, turn.checked_at as before",
        now,
        since
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Turn { account: AccountId(row.id), before: row.before }))
}

/// Has this one compared before all others.
///
/// # Errors
/// When the database fails.
pub async fn at_once(db: impl PgExecutor<'_>, account: AccountId) -> Result<(), StorageError> {
    sqlx::query!("update account set checked_at = null where id = $1", account.0).execute(db).await?;
    Ok(())
}

/// Gives a turn back: PDS gave no answer. Its place is that of the time `before` then.
///
/// # Errors
/// When the database fails.
pub async fn give_back(db: impl PgExecutor<'_>, turn: Turn) -> Result<(), StorageError> {
    sqlx::query!("update account set checked_at = $2 where id = $1", turn.account.0, turn.before)
        .execute(db)
        .await?;
    Ok(())
}
