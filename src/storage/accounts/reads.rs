//! Who of a practice looked at which account.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::account::AccountId;
use domain::{OdsCode, StaffId};

use crate::storage::StorageError;

/// One look.
#[derive(Debug, Clone)]
pub struct Look {
    /// The name of who looked.
    pub name: String,
    /// Which page.
    pub page: String,
    /// When, to the minute.
    pub at: OffsetDateTime,
}

/// Notes that somebody looked at an account of the practice: once a minute.
///
/// # Errors
/// When the database fails.
pub async fn note(
    db: impl PgExecutor<'_>,
    (practice, account): (&OdsCode, AccountId),
    (staff, page): (StaffId, &str),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with colleague as (
             insert into account_colleague (practice, staff_id) values ($5, $3) on conflict do nothing)
         insert into account_read (account_id, at, staff_id, page)
         values ($1, date_trunc('minute', $2::timestamptz), $3, $4) on conflict do nothing",
        account.0,
        now,
        staff.0,
        page,
        practice.as_str()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Who looked at an account, newest first.
///
/// # Errors
/// When the database fails.
pub async fn looks(
    db: impl PgExecutor<'_>,
    account: AccountId,
    limit: i64,
) -> Result<Vec<Look>, StorageError> {
    let rows = sqlx::query_as!(
        Look,
        "select s.name, r.page, r.at from account_read r join staff s on s.id = r.staff_id
         where r.account_id = $1 order by r.at desc, s.name, r.page limit $2",
        account.0,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// Everybody who has ever looked at an account of the practice, by name.
///
/// # Errors
/// When the database fails.
pub async fn colleagues(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
) -> Result<Vec<(StaffId, String)>, StorageError> {
    let rows = sqlx::query!(
        "select s.id, s.name from account_colleague c join staff s on s.id = c.staff_id
         where c.practice = $1 order by s.name, s.id",
        practice.as_str()
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (StaffId(row.id), row.name)).collect())
}
