//! Assertions by which programs proved who they are.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use super::super::StorageError;

/// Notes that an assertion was used; false when it was before. Those that have ended are forgotten on the way.
///
/// # Errors
/// When the database fails.
pub async fn first_use(
    db: impl PgExecutor<'_>,
    key: &str,
    (expires_at, now): (OffsetDateTime, OffsetDateTime),
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "with forgotten as (delete from national_assertion where expires_at < $3)
         insert into national_assertion (key, expires_at) values ($1, $2) on conflict (key) do nothing",
        key,
        expires_at,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}
