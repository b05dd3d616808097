//! Where each delegation stands, read back as the domain's own state.

use sqlx::PgExecutor;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::delegation::{CloseReason, Delegation, Event, LessReason, Refusal, Stage, deadline};
use domain::{DelegationId, OdsCode, PersonId, Relationship, Service};

use super::StorageError;
use super::json::json;
use super::record::{Insert, Stored};
use crate::storage::PgPool;

/// A delegation as it is kept.
pub(super) struct Row {
    pub id: Uuid,
    pub version: i32,
    pub stage: String,
    pub delegator_id: Uuid,
    pub delegate_id: Uuid,
    pub practice: String,
    pub former: Option<Uuid>,
    pub relationship: String,
    pub asked: serde_json::Value,
    pub access: Option<serde_json::Value>,
    pub requested_at: OffsetDateTime,
    pub invited_at: Option<OffsetDateTime>,
    pub lapses_on: Option<Date>,
    pub by_code: bool,
    pub reminders: i16,
    pub accepted: Option<bool>,
    pub responded_at: Option<OffsetDateTime>,
    pub sent_to_practice_at: Option<OffsetDateTime>,
    pub confirmed_at: Option<OffsetDateTime>,
    pub less: Option<String>,
    pub refused: Option<serde_json::Value>,
    pub suspended: Option<serde_json::Value>,
    pub revoked: Option<serde_json::Value>,
    pub resends: i16,
    pub last_sent_at: Option<OffsetDateTime>,
    pub closed: Option<String>,
    pub change_asked: Option<serde_json::Value>,
    pub wished: Option<serde_json::Value>,
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
            former: row.former.map(DelegationId),
            relationship: Relationship::from_code(&row.relationship)
                .ok_or(StorageError::Corrupt("relationship"))?,
            asked: json(row.asked, "access asked for")?,
            set: row.access.map(|value| json(value, "access set")).transpose()?,
            requested_at: row.requested_at,
            invited_at: row.invited_at,
            lapses_on: row.lapses_on,
            by_code: row.by_code,
            reminders: u8::try_from(row.reminders).map_err(|_| StorageError::Corrupt("reminders"))?,
            accepted: row.accepted,
            responded_at: row.responded_at,
            sent_to_practice_at: row.sent_to_practice_at,
            confirmed_at: row.confirmed_at,
            less: row.less.map(|code| less(&code)).transpose()?,
            refused: row.refused.map(|value| json(value, "refusal")).transpose()?,
            suspended: row.suspended.map(|value| json(value, "pause")).transpose()?,
            revoked: row.revoked.map(|value| json(value, "revocation")).transpose()?,
            resends: u8::try_from(row.resends).map_err(|_| StorageError::Corrupt("resends"))?,
            last_sent_at: row.last_sent_at,
            closed: row.closed.map(|code| closed(&code)).transpose()?,
            change_asked: row.change_asked.map(|value| json(value, "change asked for")).transpose()?,
            wished: row.wished.map(|value| json(value, "last wish")).transpose()?,
            warned_of: row.warned_of,
            reviewed_on: row.reviewed_on,
            stage_since: row.stage_since,
        })
    }
}

fn closed(code: &str) -> Result<CloseReason, StorageError> {
    CloseReason::from_code(code).ok_or(StorageError::Corrupt("reason of closing"))
}

fn less(code: &str) -> Result<LessReason, StorageError> {
    LessReason::from_code(code).ok_or(StorageError::Corrupt("reason of less"))
}

/// The columns of a delegation out of a record that has others besides.
macro_rules! row {
    ($record:ident) => {
        $crate::storage::delegations::Row {
            id: $record.id,
            version: $record.version,
            stage: $record.stage,
            delegator_id: $record.delegator_id,
            delegate_id: $record.delegate_id,
            practice: $record.practice,
            former: $record.former,
            relationship: $record.relationship,
            asked: $record.asked,
            access: $record.access,
            requested_at: $record.requested_at,
            invited_at: $record.invited_at,
            lapses_on: $record.lapses_on,
            by_code: $record.by_code,
            reminders: $record.reminders,
            accepted: $record.accepted,
            responded_at: $record.responded_at,
            sent_to_practice_at: $record.sent_to_practice_at,
            confirmed_at: $record.confirmed_at,
            less: $record.less,
            refused: $record.refused,
            suspended: $record.suspended,
            revoked: $record.revoked,
            resends: $record.resends,
            last_sent_at: $record.last_sent_at,
            closed: $record.closed,
            change_asked: $record.change_asked,
            wished: $record.wished,
            warned_of: $record.warned_of,
            reviewed_on: $record.reviewed_on,
            stage_since: $record.stage_since,
        }
    };
}
pub(super) use row;

impl Stored for Delegation {
    const RULES: &'static [(&'static str, Refusal)] = &[("delegation_open_pair", Refusal::AlreadyOpen)];

    async fn load(db: &PgPool, id: DelegationId) -> Result<Option<Delegation>, StorageError> {
        load(db, id).await
    }

    fn rows(&self) -> Vec<Insert<'_>> {
        let own = Insert::over("delegation", "id")
            .column("id", self.id.0)
            .column("version", self.version)
            .column("stage", self.stage.code())
            .column("delegator_id", self.delegator.0)
            .column("delegate_id", self.delegate.0)
            .column("practice", self.practice.as_str())
            .column("relationship", self.relationship.code())
            .column("asked", Json(&self.asked))
            .column("access", self.set.as_ref().map(Json))
            .column("requested_at", self.requested_at)
            .column("invited_at", self.invited_at)
            .column("lapses_on", self.lapses_on)
            .column("by_code", self.by_code)
            .column("reminders", i16::from(self.reminders))
            .column("resends", i16::from(self.resends))
            .column("last_sent_at", self.last_sent_at)
            .column("accepted", self.accepted)
            .column("responded_at", self.responded_at)
            .column("sent_to_practice_at", self.sent_to_practice_at)
            .column("confirmed_at", self.confirmed_at)
            .column("less", self.less.map(LessReason::code))
            .column("refused", self.refused.as_ref().map(Json))
            .column("suspended", self.suspended.as_ref().map(Json))
            .column("revoked", self.revoked.as_ref().map(Json))
            .column("closed", self.closed.map(CloseReason::code))
            .column("change_asked", self.change_asked.as_ref().map(Json))
            .column("wished", self.wished.as_ref().map(Json))
            .column("warned_of", self.warned_of)
            .column("reviewed_on", self.reviewed_on)
            .column("stage_since", self.stage_since)
            .column("next_look", deadline::next_look(self))
            .column("open", self.stage.is_open())
            .column("former", self.former.map(Uuid::from))
            .column("moved_on", self.has_moved_on());
        let role = self.set.as_ref().map(|access| {
            Insert::over("role", "delegation_id")
                .column("delegation_id", self.id.0)
                .column("delegator_id", self.delegator.0)
                .column("delegate_id", self.delegate.0)
                .column("practice", self.practice.as_str())
                .column("services", access.services().map(Service::code).collect::<Vec<_>>())
                .column("record_level", access.record().code())
                .column("starts", access.starts())
                .column("ends", access.ends())
                .column("active", self.stage == Stage::Active)
        });
        std::iter::once(own).chain(role).collect()
    }

    /// What has just been set is compared with PDS before all others: the patient may have moved while it waited.
    fn rows_after(&self, events: &[Event]) -> Vec<Insert<'_>> {
        let is_set = events.iter().any(|event| matches!(event, Event::DelegationApplied { .. }));
        let rows = self.rows().into_iter().map(|row| match row.table() {
            "delegation" if is_set => row.column("checked_at", None::<OffsetDateTime>),
            _ => row,
        });
        rows.collect()
    }

    /// From the moment it has the case.
    fn feed(&self, _events: &[Event]) -> Option<&str> {
        self.sent_to_practice_at.map(|_| self.practice.as_str())
    }
}

/// The delegation as it stands, or none.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn load(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Option<Delegation>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        "select id, version, stage, delegator_id, delegate_id, practice, former, relationship, asked, access, requested_at,
                invited_at, lapses_on, by_code, reminders, accepted, responded_at, sent_to_practice_at, confirmed_at,
                less, refused, suspended, revoked, resends, last_sent_at, closed, change_asked, wished, warned_of,
                reviewed_on, stage_since
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
        r#"select coalesce(bool_or(open and not moved_on and delegate_id = $2), false) as "pair_is_open!",
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
