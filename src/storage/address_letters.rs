//! The letters with the links by which mailboxes confirm a change of address: a small lease queue.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::StorageError;
use crate::storage::PgPool;

/// A letter that a worker has taken.
#[derive(Debug, Clone, Copy)]
pub struct Letter {
    /// Our opaque id.
    pub id: Uuid,
    /// About which wish.
    pub change_id: Uuid,
    /// Whether it goes to the old address.
    pub to_old: bool,
    /// How often it was taken, this time included.
    pub attempts: i32,
}

/// Takes the letters that are due, until `lease`: a worker that dies gives them back by itself.
///
/// # Errors
/// When the database fails.
pub async fn claim(
    pool: &PgPool,
    (now, lease): (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<Vec<Letter>, StorageError> {
    let letters = sqlx::query_as!(
        Letter,
        "update address_letter set attempts = attempts + 1, run_at = $2
         where id = any(array(
             select id from address_letter where sent_at is null and failed_at is null and run_at <= $1
             order by run_at, id limit $3 for update skip locked))
         returning id, change_id, to_old, attempts",
        now,
        lease,
        limit
    );
    Ok(letters.fetch_all(pool).await?)
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The mail server has it.
    Yes,
    /// It is tried again then.
    Again(OffsetDateTime),
    /// It is given up.
    Never,
}

/// Notes what became of a letter; nothing happens when another worker has taken it over meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn note(
    db: impl PgExecutor<'_>,
    letter: Letter,
    sent: Sent,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let (sent_at, failed_at, run_at) = match sent {
        Sent::Yes => (Some(now), None, now),
        Sent::Again(then) => (None, None, then),
        Sent::Never => (None, Some(now), now),
    };
    sqlx::query!(
        "update address_letter set sent_at = $2, failed_at = $3, run_at = $4 where id = $1 and attempts = $5",
        letter.id,
        sent_at,
        failed_at,
        run_at,
        letter.attempts
    )
    .execute(db)
    .await?;
    Ok(())
}
