//! Authorisation codes, by their hash: each is used once.

use sha2::{Digest, Sha256};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::grants::{self, Grant};
use super::{StorageError, agreements};
use crate::storage::PgPool;

/// What a code was given for.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The grant it opens.
    pub grant: Uuid,
    /// The redirect address of the request.
    pub redirect_uri: String,
    /// PKCE challenge, S256.
    pub challenge: String,
}

/// Writes a grant, the agreement it rests on, and its code, in one transaction. Where nobody `was_asked`, the agreement of
/// before must still be there.
///
/// # Errors
/// [`StorageError::Conflict`] when it was taken back meanwhile, or when the database fails; nothing is written then.
pub async fn open(
    pool: &PgPool,
    (grant, was_asked): (&Grant, bool),
    (code, bound, expires_at): (&str, &Bound, OffsetDateTime),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let (mut transaction, whose) = (pool.begin().await?, (grant.holder, grant.client_id.as_str()));
    grants::one_at_a_time(&mut *transaction, whose).await?;
    if was_asked {
        agreements::give(&mut *transaction, whose, &grant.scopes, now).await?;
    } else if !grant.scopes.are_within(&agreements::find(&mut *transaction, whose.0, whose.1).await?) {
        return Err(StorageError::Conflict);
    }
    grants::insert(&mut *transaction, grant, now).await?;
    insert(&mut *transaction, code, bound, expires_at).await?;
    transaction.commit().await?;
    Ok(())
}

async fn insert(
    db: impl PgExecutor<'_>,
    code: &str,
    bound: &Bound,
    expires_at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into auth_code (code_hash, grant_id, redirect_uri, challenge, expires_at)
         values ($1, $2, $3, $4, $5)",
        hash(code),
        bound.grant,
        &bound.redirect_uri,
        &bound.challenge,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Uses up a code that was given to this program; none when there is no such code, it is too old, or was used before.
///
/// # Errors
/// When the database fails.
pub async fn take(
    db: impl PgExecutor<'_>,
    (code, client_id): (&str, &str),
    now: OffsetDateTime,
) -> Result<Option<Bound>, StorageError> {
    let bound = sqlx::query_as!(
        Bound,
        "update auth_code c set used_at = $3 from app_grant g
         where c.code_hash = $1 and g.id = c.grant_id and g.client_id = $2 and c.used_at is null
             and c.expires_at > $3
         returning c.grant_id as grant, c.redirect_uri, c.challenge",
        hash(code),
        client_id,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(bound)
}

/// The grant of a code that was used already: whoever brings it again, somebody else has had it.
///
/// # Errors
/// When the database fails.
pub async fn used(db: impl PgExecutor<'_>, code: &str) -> Result<Option<Uuid>, StorageError> {
    let used = sqlx::query_scalar!(
        "select grant_id from auth_code where code_hash = $1 and used_at is not null",
        hash(code)
    );
    Ok(used.fetch_optional(db).await?)
}

/// What is kept in place of a secret of 256 random bits.
pub(super) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}
