//! Bytes that have arrived and are not taken over yet, in parts.

use futures::{Stream, StreamExt};
use hyper::body::Bytes;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::storage::{PgPool, StorageError};

/// Keeps one part of what this call brings.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    db: impl PgExecutor<'_>,
    (fetch, trace): (Uuid, Uuid),
    part: i32,
    bytes: &[u8],
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into record_fetch_part (trace_id, part, fetch_id, bytes) values ($1, $2, $3, $4)",
        trace,
        part,
        fetch,
        bytes
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What this call brought, part by part. A connection is in use until the stream ends or is dropped.
pub fn bytes(db: &PgPool, trace: Uuid) -> impl Stream<Item = Result<Bytes, StorageError>> + '_ {
    let parts =
        sqlx::query_scalar!("select bytes from record_fetch_part where trace_id = $1 order by part", trace)
            .fetch(db);
    parts.map(|part| Ok(Bytes::from(part?)))
}

/// Takes away what this call brought.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, trace: Uuid) -> Result<(), StorageError> {
    sqlx::query!("delete from record_fetch_part where trace_id = $1", trace).execute(db).await?;
    Ok(())
}

/// Takes away what other calls for the same record left behind: of those that were broken off. What is staged stays, whoever comes late.
///
/// # Errors
/// When the database fails.
pub async fn forget_others(
    db: impl PgExecutor<'_>,
    fetch: Uuid,
    trace: Option<Uuid>,
) -> Result<u64, StorageError> {
    let gone = sqlx::query!(
        "delete from record_fetch_part p where p.fetch_id = $1 and ($2::uuid is null or p.trace_id <> $2)
             and not exists (select from record_fetch f
                 where f.id = $1 and f.trace_id = p.trace_id and f.state in ('staged', 'taking'))",
        fetch,
        trace
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}
