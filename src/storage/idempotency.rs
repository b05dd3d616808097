//! Answers to calls that carry a key of their own (draft-ietf-httpapi-idempotency-key-header): begun, answered, kept for a day.

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::StorageError;

/// How long an answer is kept.
pub const KEPT: Duration = Duration::hours(24);
/// After this a call that was begun and not answered counts as lost: its process died.
pub const LOST: Duration = Duration::minutes(1);

/// What is known of a call when it comes in.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// Nothing, or it was lost on the way: it is begun now, as this command.
    Begun(Uuid),
    /// It is under way elsewhere; after so long it counts as lost.
    UnderWay(Duration),
    /// Another call was made under this key.
    Different,
    /// It was answered: status, and the rest as it was kept.
    Answered(u16, serde_json::Value),
}

/// Begins a call, or tells what is known of it.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn begin(
    db: &crate::storage::PgPool,
    (id, fingerprint): (Uuid, &str),
    new_command: Uuid,
    now: OffsetDateTime,
) -> Result<Known, StorageError> {
    let begun = sqlx::query_scalar!(
        "insert into answered_call as held (id, command, fingerprint, begun_at) values ($1, $2, $3, $4)
         on conflict (id) do update set fingerprint = excluded.fingerprint, begun_at = excluded.begun_at,
             command = case when held.begun_at < $5 then excluded.command else held.command end,
             status = null, answer = null
         where held.begun_at < $5
             or (held.status is null and held.begun_at < $6 and held.fingerprint = excluded.fingerprint)
         returning command",
        id,
        new_command,
        fingerprint,
        now,
        now - KEPT,
        now - LOST
    )
    .fetch_optional(db)
    .await?;
    if let Some(command) = begun {
        return Ok(Known::Begun(command));
    }
    let row =
        sqlx::query!("select fingerprint, status, answer, begun_at from answered_call where id = $1", id)
            .fetch_optional(db)
            .await?;
    Ok(match row.map(|row| (row.fingerprint, row.status, row.answer, row.begun_at)) {
        Some((held, ..)) if held != fingerprint => Known::Different,
        Some((_, Some(status), Some(answer), _)) => {
            let status = u16::try_from(status).map_err(|_| StorageError::Corrupt("status of an answer"))?;
            Known::Answered(status, answer)
        }
        // Gone in between means that the one who had begun it gave it back.
        None => Known::UnderWay(Duration::SECOND),
        Some((.., begun_at)) => Known::UnderWay(begun_at + LOST + Duration::SECOND - now),
    })
}

/// Keeps the answer.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    db: impl PgExecutor<'_>,
    id: Uuid,
    status: u16,
    answer: &serde_json::Value,
) -> Result<(), StorageError> {
    let status = i16::try_from(status).map_err(|_| StorageError::Corrupt("status of an answer"))?;
    sqlx::query!("update answered_call set status = $2, answer = $3 where id = $1", id, status, answer)
        .execute(db)
        .await?;
    Ok(())
}

/// Lets a call that met a fault of ours be made again at once. Its command keeps its id: it may have been done all the same.
///
/// # Errors
/// When the database fails.
pub async fn let_go(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query!(
        "update answered_call set begun_at = $2 where id = $1 and status is null",
        id,
        now - LOST - Duration::SECOND
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Gives a call back of which nothing may be kept, or which is to be made again as a new one.
///
/// # Errors
/// When the database fails.
pub async fn give_back(db: impl PgExecutor<'_>, id: Uuid) -> Result<(), StorageError> {
    sqlx::query!("delete from answered_call where id = $1 and status is null", id).execute(db).await?;
    Ok(())
}

/// Takes back a call that was begun as this command, and nothing else was done of.
///
/// # Errors
/// When the database fails.
pub async fn disown(db: impl PgExecutor<'_>, id: Uuid, command: Uuid) -> Result<(), StorageError> {
    sqlx::query!("delete from answered_call where id = $1 and command = $2 and status is null", id, command)
        .execute(db)
        .await?;
    Ok(())
}

/// Forgets the answers of more than a day ago; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, now: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query!("delete from answered_call where begun_at < $1", now - KEPT).execute(db).await?;
    Ok(done.rows_affected())
}
