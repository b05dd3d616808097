//! Linkage keys as keyed hashes, and how often they were guessed at.

use sqlx::PgExecutor;

use domain::account::AccountId;

use crate::storage::StorageError;

/// Keeps the hash of an account's key, in place of the one before.
///
/// # Errors
/// When the database fails.
pub async fn keep(db: impl PgExecutor<'_>, account: AccountId, hash: &[u8]) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into linkage_key (account_id, key_hash) values ($1, $2)
         on conflict (account_id) do update set key_hash = excluded.key_hash, wrong = 0",
        account.0,
        hash
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The hash of an account's key; none where it has no key.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, account: AccountId) -> Result<Option<Vec<u8>>, StorageError> {
    let hash = sqlx::query_scalar!("select key_hash from linkage_key where account_id = $1", account.0);
    Ok(hash.fetch_optional(db).await?)
}

/// Forgets an account's key.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, account: AccountId) -> Result<(), StorageError> {
    sqlx::query!("delete from linkage_key where account_id = $1", account.0).execute(db).await?;
    Ok(())
}

/// Counts a wrong try; how many there were one after the other, or none where there is no key.
///
/// # Errors
/// When the database fails.
pub async fn wrong(db: impl PgExecutor<'_>, account: AccountId) -> Result<Option<i64>, StorageError> {
    let wrong = sqlx::query_scalar!(
        "update linkage_key set wrong = wrong + 1 where account_id = $1 returning wrong",
        account.0
    );
    Ok(wrong.fetch_optional(db).await?)
}

/// A right try: what was wrong before counts no more.
///
/// # Errors
/// When the database fails.
pub async fn right(db: impl PgExecutor<'_>, account: AccountId) -> Result<(), StorageError> {
    sqlx::query!("update linkage_key set wrong = 0 where account_id = $1 and wrong > 0", account.0)
        .execute(db)
        .await?;
    Ok(())
}
