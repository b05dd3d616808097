//! Answers of a form that is not sent yet; read by `views::drafts`.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::{DelegationId, NhsNumber, PersonId};

use super::StorageError;

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

/// Throws away the person's drafts in which nobody is named yet.
///
/// # Errors
/// When the database fails.
pub async fn delete_blank(db: impl PgExecutor<'_>, owner: PersonId) -> Result<(), StorageError> {
    sqlx::query!(
        "delete from draft where person_id = $1 and sent_as is null and answers -> 'who' = 'null'::jsonb",
        owner.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Throws away what else the person has drafted for the one with this NHS number, however it was typed there.
///
/// # Errors
/// When the database fails.
pub async fn delete_others(
    db: impl PgExecutor<'_>,
    kept: Uuid,
    owner: PersonId,
    number: &NhsNumber,
) -> Result<(), StorageError> {
    sqlx::query!(
        r"delete from draft where person_id = $1 and id <> $2 and sent_as is null
            and regexp_replace(answers -> 'who' ->> 'nhs_number', '\D', '', 'g') = $3",
        owner.0,
        kept,
        number.as_str()
    )
    .execute(db)
    .await?;
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
