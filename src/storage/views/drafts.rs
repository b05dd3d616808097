//! A citizen's drafts.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::storage::StorageError;
use domain::{DelegationId, PersonId};

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
