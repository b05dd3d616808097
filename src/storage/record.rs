//! Writes what was decided: events, views, role, ledger and outbox in ONE statement, so in one transaction and one
//! round trip (design §3.6, §3.7, §6).

use serde::Serialize;
use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::delegation::{CloseReason, Delegation, Event, Message, Recipient, Stage, deadline};
use domain::{Actor, Service};

use super::StorageError;
use super::views::feed;

/// What to write about one delegation.
#[derive(Debug)]
pub struct Change<'a> {
    /// The delegation after the events.
    pub after: &'a Delegation,
    /// The events, in order; the last has version `after.version`.
    pub events: &'a [Event],
    /// Who did it.
    pub by: &'a Actor,
    /// The program through which they did it.
    pub via: Option<&'a str>,
    /// When.
    pub at: OffsetDateTime,
    /// Work for the worker.
    pub work: &'a [Work],
}

/// One piece of work for the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Id of the outbox row, and of the ledger row when it is a message.
    pub id: Uuid,
    /// Idempotency key.
    pub key: String,
    /// What to do.
    pub task: Task,
}

/// What the worker can be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Check the delegate's details with PDS.
    CheckDetails,
    /// Send a message.
    SendMessage(Message, Recipient),
}

impl Task {
    /// The code in the outbox.
    pub fn code(self) -> &'static str {
        match self {
            Task::CheckDetails => "check_details",
            Task::SendMessage(..) => "send_message",
        }
    }
}

/// Writes the change, provided that the delegation still has the version it had when it was decided.
///
/// # Errors
/// [`StorageError::Conflict`] when somebody else wrote first, or the pair has another open delegation.
#[expect(clippy::too_many_lines, reason = "one statement: each line of it is a column")]
pub async fn record(db: impl PgExecutor<'_>, change: &Change<'_>) -> Result<(), StorageError> {
    let after = change.after;
    let columns = Columns::of(change);
    let view = View::of(after)?;
    sqlx::query!(
        "with g as (
            select pg_advisory_xact_lock_shared($44)
        ), e as (
            insert into event (delegation_id, version, name, payload, actor, at, practice)
            select $1, e.version, e.name, e.payload, $2, $3, $45
            from g, unnest($4::int[], $5::text[], $6::jsonb[]) as e (version, name, payload)
        ), d as (
            insert into delegation (id, version, stage, delegator_id, delegate_id, practice, relationship, asked,
                access, requested_at, invited_at, lapses_on, reminders, accepted, responded_at, sent_to_practice_at,
                confirmed_at, refused, revoked, stage_since, next_look, open, resends, last_sent_at, closed,
                change_asked, warned_of, reviewed_on)
            values ($1, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
                $26, $27, $38, $39, $40, $41, $42, $43)
            on conflict (id) do update set version = excluded.version, stage = excluded.stage,
                access = excluded.access, invited_at = excluded.invited_at, lapses_on = excluded.lapses_on,
                reminders = excluded.reminders, accepted = excluded.accepted, responded_at = excluded.responded_at,
                sent_to_practice_at = excluded.sent_to_practice_at, confirmed_at = excluded.confirmed_at,
                refused = excluded.refused, revoked = excluded.revoked, stage_since = excluded.stage_since,
                next_look = excluded.next_look, open = excluded.open, resends = excluded.resends,
                last_sent_at = excluded.last_sent_at, closed = excluded.closed,
                change_asked = excluded.change_asked, warned_of = excluded.warned_of,
                reviewed_on = excluded.reviewed_on
        ), r as (
            insert into role (delegation_id, delegator_id, delegate_id, practice, services, record_level, starts, ends,
                active)
            select $1, $9, $10, $11, $28, $29, $30, $31, $32 where $28::text[] is not null
            on conflict (delegation_id) do update set services = excluded.services,
                record_level = excluded.record_level, starts = excluded.starts, ends = excluded.ends,
                active = excluded.active
        ), m as (
            insert into message (id, delegation_id, message, recipient, channel, queued_at)
            select w.id, $1, w.message, w.recipient, 'email', $3
            from unnest($33::uuid[], $36::text[], $37::text[]) as w (id, message, recipient)
            where w.message is not null
        )
        insert into outbox (id, key, kind, delegation_id, message_id, run_at)
        select w.id, w.key, w.kind, $1, case when w.message is not null then w.id end, $3
        from unnest($33::uuid[], $34::text[], $35::text[], $36::text[]) as w (id, key, kind, message)",
        after.id.0,
        actor(change)?,
        change.at,
        &columns.versions,
        &columns.names,
        &columns.payloads,
        after.version,
        after.stage.code(),
        after.delegator.0,
        after.delegate.0,
        after.practice.as_str(),
        after.relationship.code(),
        view.asked,
        view.access,
        after.requested_at,
        after.invited_at,
        after.lapses_on,
        i16::from(after.reminders),
        after.accepted,
        after.responded_at,
        after.sent_to_practice_at,
        after.confirmed_at,
        view.refused,
        view.revoked,
        after.stage_since,
        deadline::next_look(after),
        after.stage.is_open(),
        view.role.services.as_deref(),
        view.role.record_level,
        view.role.starts,
        view.role.ends,
        after.stage == Stage::Active,
        &columns.ids,
        &columns.keys,
        &columns.kinds,
        &columns.messages as &[Option<String>],
        &columns.recipients as &[Option<String>],
        i16::from(after.resends),
        after.last_sent_at,
        after.closed.map(CloseReason::code),
        view.change_asked,
        after.warned_of,
        after.reviewed_on,
        feed::LOCK,
        after.sent_to_practice_at.map(|_| after.practice.as_str()),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The actor as the event keeps it; the program stands beside a person who used one.
fn actor(change: &Change<'_>) -> Result<serde_json::Value, StorageError> {
    let mut actor = json(change.by)?;
    if let (Some(via), Some(fields)) = (change.via, actor.as_object_mut()) {
        fields.insert("via".to_owned(), via.into());
    }
    Ok(actor)
}

/// The arrays that one statement takes in place of many rows.
#[derive(Default)]
struct Columns {
    versions: Vec<i32>,
    names: Vec<String>,
    payloads: Vec<serde_json::Value>,
    ids: Vec<Uuid>,
    keys: Vec<String>,
    kinds: Vec<String>,
    messages: Vec<Option<String>>,
    recipients: Vec<Option<String>>,
}

impl Columns {
    fn of(change: &Change<'_>) -> Columns {
        let mut columns = Columns::default();
        let count = i32::try_from(change.events.len()).unwrap_or(i32::MAX);
        for (version, event) in (change.after.version - count + 1..).zip(change.events) {
            columns.versions.push(version);
            columns.names.push(event.name().to_owned());
            columns.payloads.push(serde_json::to_value(event).unwrap_or_default());
        }
        for work in change.work {
            columns.ids.push(work.id);
            columns.keys.push(work.key.clone());
            columns.kinds.push(work.task.code().to_owned());
            let (message, recipient) = match work.task {
                Task::CheckDetails => (None, None),
                Task::SendMessage(message, recipient) => (Some(message.code()), Some(recipient.code())),
            };
            columns.messages.push(message.map(str::to_owned));
            columns.recipients.push(recipient.map(str::to_owned));
        }
        columns
    }
}

struct View {
    asked: serde_json::Value,
    access: Option<serde_json::Value>,
    refused: Option<serde_json::Value>,
    revoked: Option<serde_json::Value>,
    change_asked: Option<serde_json::Value>,
    role: RoleColumns,
}

#[derive(Default)]
struct RoleColumns {
    services: Option<Vec<String>>,
    record_level: Option<String>,
    starts: Option<Date>,
    ends: Option<Date>,
}

impl View {
    fn of(delegation: &Delegation) -> Result<View, StorageError> {
        let role = match &delegation.set {
            None => RoleColumns::default(),
            Some(access) => RoleColumns {
                services: Some(access.services().map(Service::code).map(str::to_owned).collect()),
                record_level: Some(access.record().code().to_owned()),
                starts: Some(access.starts()),
                ends: access.ends(),
            },
        };
        Ok(View {
            asked: json(&delegation.asked)?,
            access: delegation.set.as_ref().map(json).transpose()?,
            refused: delegation.refused.as_ref().map(json).transpose()?,
            revoked: delegation.revoked.as_ref().map(json).transpose()?,
            change_asked: delegation.change_asked.as_ref().map(json).transpose()?,
            role,
        })
    }
}

fn json(value: &impl Serialize) -> Result<serde_json::Value, StorageError> {
    serde_json::to_value(value).map_err(|_| StorageError::Corrupt("value to be written"))
}
