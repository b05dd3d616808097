//! Copies of documents, or links to them: sealed by whoever keeps them, so that nothing can be read here.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::account::{AccountId, EvidenceId};
use domain::{OdsCode, StaffId};

use crate::storage::StorageError;

/// Something sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What it is, by code.
    pub media: String,
    /// What cannot be read without the key.
    pub sealed: Vec<u8>,
    /// By what it is sealed otherwise than everything else.
    pub nonce: Vec<u8>,
}

/// Keeps it with an account of a practice.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: impl PgExecutor<'_>,
    (account, id): (AccountId, EvidenceId),
    practice: &OdsCode,
    sealed: &Sealed,
    (by, at): (StaffId, OffsetDateTime),
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into evidence (id, account_id, practice, media, sealed, nonce, staff_id, kept_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        account.0,
        practice.as_str(),
        sealed.media,
        sealed.sealed,
        sealed.nonce,
        by.0,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Nothing is kept with this account any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, account: AccountId) -> Result<(), StorageError> {
    sqlx::query!("delete from evidence where account_id = $1", account.0).execute(db).await?;
    Ok(())
}

/// What was kept with this account under this id.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: impl PgExecutor<'_>,
    account: AccountId,
    id: EvidenceId,
) -> Result<Option<Sealed>, StorageError> {
    let found = sqlx::query_as!(
        Sealed,
        "select media, sealed, nonce from evidence where id = $1 and account_id = $2",
        id.0,
        account.0
    );
    Ok(found.fetch_optional(db).await?)
}
