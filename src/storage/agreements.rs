//! What people agreed that apps may do, so that they are not asked each time.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::scope::Scopes;

use super::StorageError;

/// What somebody agreed to for this app; empty when they did not, or stopped it.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, holder: Uuid, client_id: &str) -> Result<Scopes, StorageError> {
    let scopes: Option<Vec<String>> =
        sqlx::query_scalar("select scopes from consent where holder_id = $1 and client_id = $2")
            .bind(holder)
            .bind(client_id)
            .fetch_optional(db)
            .await?;
    Scopes::parse(&scopes.unwrap_or_default().join(" ")).map_err(|_| StorageError::Corrupt("scope"))
}

/// Adds to what somebody agreed to.
///
/// # Errors
/// When the database fails.
pub async fn give(
    db: impl PgExecutor<'_>,
    (holder, client_id): (Uuid, &str),
    scopes: &Scopes,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let scopes: Vec<&str> = scopes.iter().map(|scope| scope.code()).collect();
    sqlx::query(
        "insert into consent (holder_id, client_id, scopes, given_at) values ($1, $2, $3, $4)
         on conflict (holder_id, client_id) do update set given_at = excluded.given_at,
             scopes = array(select distinct unnest(consent.scopes || excluded.scopes) order by 1)",
    )
    .bind(holder)
    .bind(client_id)
    .bind(scopes)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}
