//! The documents of a record that was taken over: which are still to come, and that one is here.

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::storage::StorageError;

/// A document whose bytes are to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its id, as `Binary/{id}` names it.
    pub document: String,
    /// Where its bytes lie.
    pub url: String,
    /// What kind of file it is said to be.
    pub content_type: String,
    /// How many bytes it is said to have.
    pub size: Option<i64>,
}

/// The documents that are still to come, each with its place.
///
/// # Errors
/// When the database fails.
pub async fn left(db: impl PgExecutor<'_>, fetch: Uuid) -> Result<Vec<(i32, Wanted)>, StorageError> {
    let rows = sqlx::query!(
        "select place, document_id, url, content_type, size from record_fetch_document
         where fetch_id = $1 and done_at is null and fault is null order by place",
        fetch
    )
    .fetch_all(db)
    .await?;
    let wanted = rows.into_iter().map(|row| {
        let wanted = Wanted {
            document: row.document_id,
            url: row.url,
            content_type: row.content_type,
            size: row.size,
        };
        (row.place, wanted)
    });
    Ok(wanted.collect())
}

/// One is here, in the transaction that stored its bytes: what this call brought goes.
///
/// # Errors
/// When the database fails.
pub async fn here(
    transaction: &mut PgConnection,
    (fetch, place): (Uuid, i32),
    trace: Uuid,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with p as (delete from record_fetch_part where trace_id = $3)
         update record_fetch_document set done_at = $4, fault = null where fetch_id = $1 and place = $2",
        fetch,
        place,
        trace,
        now
    )
    .execute(transaction)
    .await?;
    Ok(())
}

/// One will not come, and why, by code.
///
/// # Errors
/// When the database fails.
pub async fn no_more(
    db: impl PgExecutor<'_>,
    (fetch, place): (Uuid, i32),
    fault: &str,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update record_fetch_document set fault = $3 where fetch_id = $1 and place = $2 and done_at is null",
        fetch,
        place,
        fault
    )
    .execute(db)
    .await?;
    Ok(())
}
