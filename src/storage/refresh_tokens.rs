//! Refresh tokens, by their hash: each is used once and replaced.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::StorageError;
use super::auth_codes::hash;

/// A refresh token that we gave out.
#[derive(Debug, Clone)]
pub struct Known {
    /// The grant it continues.
    pub grant_id: Uuid,
    /// The program it was given to.
    pub client_id: String,
    /// When it was given out.
    pub issued_at: OffsetDateTime,
    /// Unused until then, it is worth nothing.
    pub expires_at: OffsetDateTime,
    /// When it was replaced.
    pub used_at: Option<OffsetDateTime>,
}

/// Keeps a token.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: impl PgExecutor<'_>,
    (token, grant): (&str, Uuid),
    expires_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into refresh_token (token_hash, grant_id, issued_at, expires_at) values ($1, $2, $3, $4)",
        hash(token),
        grant,
        now,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The token, also one that was replaced or is too old.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, token: &str) -> Result<Option<Known>, StorageError> {
    let known = sqlx::query_as!(
        Known,
        "select r.grant_id, g.client_id, r.issued_at, r.expires_at, r.used_at
         from refresh_token r join app_grant g on g.id = r.grant_id where r.token_hash = $1",
        hash(token)
    )
    .fetch_optional(db)
    .await?;
    Ok(known)
}

/// Replaces one token by another, in one statement; false when somebody was first.
///
/// # Errors
/// When the database fails; the old one is good then.
pub async fn rotate(
    db: impl PgExecutor<'_>,
    (old, new): (&str, &str),
    expires_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
"with used as (
             update refresh_token set used_at = $4 where token_hash = $1 and used_at is null returning grant_id
         )
         insert into refresh_token (token_hash, grant_id, issued_at, expires_at)
         select $2, grant_id, $4, $3 from used",
hash(old),
hash(new),
expires_at,
now
)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
