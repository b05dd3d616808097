//! Free text to a decision: personal data beside the events.

use sqlx::PgExecutor;
use uuid::Uuid;

use super::StorageError;
use super::record::Insert;

/// Keeps the text that was written with the event of this version of what `id` names.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: impl PgExecutor<'_>, id: Uuid, version: i32, text: &str) -> Result<(), StorageError> {
    sqlx::query!("insert into remark (aggregate_id, version, text) values ($1, $2, $3)", id, version, text)
        .execute(db)
        .await?;
    Ok(())
}

/// The same, to be written together with that event.
pub fn row(id: Uuid, version: i32, text: &str) -> Insert<'_> {
    Insert::into("remark").column("aggregate_id", id).column("version", version).column("text", text)
}
