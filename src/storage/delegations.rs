//! Where each delegation stands, read back as the domain's own state.

use serde::de::DeserializeOwned;
use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::delegation::{CloseReason, Delegation, Stage};
use domain::{DelegationId, OdsCode, PersonId, Relationship};

use super::StorageError;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: Uuid,
    pub version: i32,
    pub stage: String,
    pub delegator_id: Uuid,
    pub delegate_id: Uuid,
    pub practice: String,
    pub relationship: String,
    pub asked: serde_json::Value,
    pub access: Option<serde_json::Value>,
    pub requested_at: OffsetDateTime,
    pub invited_at: Option<OffsetDateTime>,
    pub lapses_on: Option<Date>,
    pub reminders: i16,
    pub accepted: Option<bool>,
    pub responded_at: Option<OffsetDateTime>,
    pub sent_to_practice_at: Option<OffsetDateTime>,
    pub confirmed_at: Option<OffsetDateTime>,
    pub refused: Option<serde_json::Value>,
    pub revoked: Option<serde_json::Value>,
    pub resends: i16,
    pub last_sent_at: Option<OffsetDateTime>,
    pub closed: Option<String>,
    pub change_asked: Option<serde_json::Value>,
    pub warned_of: Option<Date>,
    pub reviewed_on: Option<Date>,
    pub stage_since: OffsetDateTime,
}

impl TryFrom<Row> for Delegation {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Delegation, StorageError> {
        Ok(Delegation {
            id: DelegationId(row.id),
            version: row.version,
            stage: Stage::from_code(&row.stage).ok_or(StorageError::Corrupt("stage"))?,
            delegator: PersonId(row.delegator_id),
            delegate: PersonId(row.delegate_id),
            practice: OdsCode::parse(&row.practice).map_err(|_| StorageError::Corrupt("practice"))?,
            relationship: Relationship::from_code(&row.relationship)
                .ok_or(StorageError::Corrupt("relationship"))?,
            asked: json(row.asked, "access asked for")?,
            set: row.access.map(|value| json(value, "access set")).transpose()?,
            requested_at: row.requested_at,
            invited_at: row.invited_at,
            lapses_on: row.lapses_on,
            reminders: u8::try_from(row.reminders).map_err(|_| StorageError::Corrupt("reminders"))?,
            accepted: row.accepted,
            responded_at: row.responded_at,
            sent_to_practice_at: row.sent_to_practice_at,
            confirmed_at: row.confirmed_at,
            refused: row.refused.map(|value| json(value, "refusal")).transpose()?,
            revoked: row.revoked.map(|value| json(value, "revocation")).transpose()?,
            resends: u8::try_from(row.resends).map_err(|_| StorageError::Corrupt("resends"))?,
            last_sent_at: row.last_sent_at,
            closed: row.closed.map(|code| closed(&code)).transpose()?,
            change_asked: row.change_asked.map(|value| json(value, "change asked for")).transpose()?,
            warned_of: row.warned_of,
            reviewed_on: row.reviewed_on,
            stage_since: row.stage_since,
        })
    }
}

fn closed(code: &str) -> Result<CloseReason, StorageError> {
    CloseReason::from_code(code).ok_or(StorageError::Corrupt("reason of closing"))
}

pub(super) fn json<T: DeserializeOwned>(
    value: serde_json::Value,
    what: &'static str,
) -> Result<T, StorageError> {
    serde_json::from_value(value).map_err(|_| StorageError::Corrupt(what))
}

/// The delegation as it stands, or none.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn load(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Option<Delegation>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        "select id, version, stage, delegator_id, delegate_id, practice, relationship, asked, access, requested_at,
                invited_at, lapses_on, reminders, accepted, responded_at, sent_to_practice_at, confirmed_at,
                refused, revoked, resends, last_sent_at, closed, change_asked, warned_of, reviewed_on, stage_since
         from delegation where id = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    row.map(Delegation::try_from).transpose()
}

/// What the rules of a new request need to know of the delegator's other delegations.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    /// Whether this pair has one under way.
    pub pair_is_open: bool,
    /// Invitations that are open.
    pub open_invitations: i64,
    /// Requests since the given instant.
    pub requests_since: i64,
}

/// Counts the delegator's delegations; see [`Counts`].
///
/// # Errors
/// When the database fails.
pub async fn counts(
    db: impl PgExecutor<'_>,
    delegator: PersonId,
    delegate: PersonId,
    since: OffsetDateTime,
) -> Result<Counts, StorageError> {
    let row = sqlx::query!(
        r#"select coalesce(bool_or(open and delegate_id = $2), false) as "pair_is_open!",
                  count(*) filter (where stage in ('checking', 'invited')) as "open_invitations!",
                  count(*) filter (where requested_at > $3) as "requests_since!"
           from delegation where delegator_id = $1"#,
        delegator.0,
        delegate.0,
        since
    )
    .fetch_one(db)
    .await?;
    Ok(Counts {
        pair_is_open: row.pair_is_open,
        open_invitations: row.open_invitations,
        requests_since: row.requests_since,
    })
}

/// Delegations that the worker must look at on `today`, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn due(
    db: impl PgExecutor<'_>,
    today: Date,
    limit: i64,
) -> Result<Vec<DelegationId>, StorageError> {
    let ids = sqlx::query_scalar!(
        "select id from delegation where next_look <= $1 order by next_look, id limit $2",
        today,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(DelegationId).collect())
}

/// Requests under way at practices that left the trial.
///
/// # Errors
/// When the database fails.
pub async fn at_practices_that_left(
    db: impl PgExecutor<'_>,
    limit: i64,
) -> Result<Vec<DelegationId>, StorageError> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "select d.id from practice s
         join delegation d on d.practice = s.ods_code and d.stage in ('checking', 'invited', 'with_practice')
         where not s.enabled order by d.id limit $1",
    )
    .bind(limit)
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(DelegationId).collect())
}
