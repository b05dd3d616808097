//! Delegations that the worker must look at.

use sqlx::PgExecutor;
use time::Date;

use domain::DelegationId;

use super::StorageError;

/// Those whose day has come on `today`, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn on(db: impl PgExecutor<'_>, today: Date, limit: i64) -> Result<Vec<DelegationId>, StorageError> {
    let ids = sqlx::query_scalar!(
        "select id from delegation where next_look <= $1 order by next_look, id limit $2",
        today,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(DelegationId).collect())
}

/// Requests under way at practices that left the trial.
///
/// # Errors
/// When the database fails.
pub async fn at_practices_that_left(
    db: impl PgExecutor<'_>,
    limit: i64,
) -> Result<Vec<DelegationId>, StorageError> {
    let ids = sqlx::query_scalar!(
        "select d.id from practice s
         join delegation d on d.practice = s.ods_code and d.stage in ('checking', 'invited', 'with_practice')
         where not s.enabled order by d.id limit $1",
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(DelegationId).collect())
}
