//! The codes of invitations that go by no e-mail, as keyed hashes (docs/decisions/0050-an-invitation-by-code.md).

use sqlx::PgExecutor;

use domain::DelegationId;

use super::StorageError;

/// Keeps the hashes of all codes that this invitation may have, in their order.
///
/// # Errors
/// [`StorageError::Conflict`] when another invitation has the same code; when the database fails.
pub async fn insert(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    hashes: &[Vec<u8>],
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into invitation_code (code_hash, delegation_id, number)
         select code_hash, $1::uuid, (place - 1)::smallint
         from unnest($2::bytea[]) with ordinality as made (code_hash, place)",
        id.0,
        hashes
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The invitation whose code has this hash, and which of its codes that is.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, hash: &[u8]) -> Result<Option<(DelegationId, i16)>, StorageError> {
    let row = sqlx::query!("select delegation_id, number from invitation_code where code_hash = $1", hash)
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| (DelegationId(row.delegation_id), row.number)))
}
