//! Answers of a form that is not sent yet; read by `views::drafts`.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::{DelegationId, NhsNumber, PersonId};

use super::StorageError;

/// Makes a draft that holds no answers yet; one with this id stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: impl PgExecutor<'_>,
    id: Uuid,
    owner: PersonId,
    answers: &serde_json::Value,
    (now, expires_at): (OffsetDateTime, OffsetDateTime),
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into draft (id, person_id, answers, updated_at, expires_at) values ($1, $2, $3, $4, $5)
         on conflict (id) do nothing",
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

/// The newest draft of the person in which nobody is named yet, kept on until `expires_at`; none when there is none.
///
/// # Errors
/// When the database fails.
pub async fn blank(
    db: impl PgExecutor<'_>,
    owner: PersonId,
    (now, expires_at): (OffsetDateTime, OffsetDateTime),
) -> Result<Option<Uuid>, StorageError> {
    let id = sqlx::query_scalar!(
        "update draft set expires_at = $3 where id = (
             select id from draft where person_id = $1 and sent_as is null and expires_at > $2
                 and answers -> 'who' = 'null'::jsonb
             order by updated_at desc, id limit 1)
         returning id",
        owner.0,
        now,
        expires_at
    );
    Ok(id.fetch_optional(db).await?)
}

/// Keeps the answers of a draft that was begun and not thrown away; whether it is there.
///
/// # Errors
/// When the database fails.
pub async fn save(
    db: impl PgExecutor<'_>,
    id: Uuid,
    owner: PersonId,
    answers: &serde_json::Value,
    (now, expires_at): (OffsetDateTime, OffsetDateTime),
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "update draft set answers = $3, updated_at = $4, expires_at = $5
         where id = $1 and person_id = $2 and sent_as is null",
        id,
        owner.0,
        answers,
        now,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
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

/// Throws the draft away and leaves no trace of it; one that was sent stays, to lead to what it became.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: impl PgExecutor<'_>, id: Uuid, owner: PersonId) -> Result<(), StorageError> {
    sqlx::query!("delete from draft where id = $1 and person_id = $2 and sent_as is null", id, owner.0)
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
