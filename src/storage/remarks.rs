//! Free text to a decision: personal data beside the events.

use sqlx::PgExecutor;

use domain::DelegationId;

use super::StorageError;

/// Keeps the text that was written with the event of this version.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    version: i32,
    text: &str,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into remark (delegation_id, version, text) values ($1, $2, $3)",
        id.0,
        version,
        text
    )
    .execute(db)
    .await?;
    Ok(())
}
