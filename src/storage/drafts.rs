//! Answers of a form that is not sent yet.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{DelegationId, PersonId};

use super::StorageError;

/// A draft of one person.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Our opaque id.
    pub id: Uuid,
    /// The answers, as typed.
    pub answers: serde_json::Value,
    /// The delegation it became.
    pub sent_as: Option<DelegationId>,
    /// When it was last written.
    pub updated_at: OffsetDateTime,
}

/// Keeps the answers; makes the draft when it is new.
///
/// # Errors
/// When the database fails.
pub async fn save(
    db: impl PgExecutor<'_>,
    id: Uuid,
    owner: PersonId,
    answers: &serde_json::Value,
    (now, expires_at): (OffsetDateTime, OffsetDateTime),
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into draft (id, person_id, answers, updated_at, expires_at) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set answers = excluded.answers, updated_at = excluded.updated_at,
             expires_at = excluded.expires_at
         where draft.person_id = excluded.person_id and draft.sent_as is null",
        id,
        owner.0,
        answers,
        now,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The draft, if it is this person's and not expired.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: impl PgExecutor<'_>,
    id: Uuid,
    owner: PersonId,
    now: OffsetDateTime,
) -> Result<Option<Draft>, StorageError> {
    let row = sqlx::query!(
        "select answers, sent_as, updated_at from draft where id = $1 and person_id = $2 and expires_at > $3",
        id,
        owner.0,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Draft {
        id,
        answers: row.answers,
        sent_as: row.sent_as.map(DelegationId),
        updated_at: row.updated_at,
    }))
}

/// The person's drafts that were not sent, newest first.
///
/// # Errors
/// When the database fails.
pub async fn unsent(
    db: impl PgExecutor<'_>,
    owner: PersonId,
    now: OffsetDateTime,
) -> Result<Vec<Draft>, StorageError> {
    let rows = sqlx::query!(
        "select id, answers, updated_at from draft
         where person_id = $1 and sent_as is null and expires_at > $2 order by updated_at desc limit 20",
        owner.0,
        now
    )
    .fetch_all(db)
    .await?;
    let draft = |row: (Uuid, serde_json::Value, OffsetDateTime)| Draft {
        id: row.0,
        answers: row.1,
        sent_as: None,
        updated_at: row.2,
    };
    Ok(rows.into_iter().map(|row| draft((row.id, row.answers, row.updated_at))).collect())
}

/// Notes which delegation the draft became, and forgets the answers: they live on beside that delegation.
///
/// # Errors
/// [`StorageError::Conflict`] when it was sent already, or is not this person's.
pub async fn mark_sent(
    db: impl PgExecutor<'_>,
    id: Uuid,
    owner: PersonId,
    delegation: DelegationId,
) -> Result<(), StorageError> {
    let done = sqlx::query!(
        "update draft set sent_as = $3, answers = '{}' where id = $1 and person_id = $2 and sent_as is null",
        id,
        owner.0,
        delegation.0
    )
    .execute(db)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(StorageError::Conflict) }
}

/// Throws the draft away and leaves no trace of it.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: impl PgExecutor<'_>, id: Uuid, owner: PersonId) -> Result<(), StorageError> {
    sqlx::query!("delete from draft where id = $1 and person_id = $2", id, owner.0).execute(db).await?;
    Ok(())
}

/// Throws away what has expired.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(db: impl PgExecutor<'_>, now: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query!("delete from draft where expires_at <= $1", now).execute(db).await?;
    Ok(done.rows_affected())
}
