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

/// Drafts that were not sent, out of what a query has of all of them: ids, answers, and when each was last written.
pub(super) fn unsent(
    ((ids, answers), times): ((Vec<Uuid>, Vec<serde_json::Value>), Vec<OffsetDateTime>),
) -> Vec<Draft> {
    let drafts = ids.into_iter().zip(answers).zip(times);
    drafts.map(|((id, answers), updated_at)| Draft { id, answers, sent_as: None, updated_at }).collect()
}
