//! All that the page of a case shows beside the case itself: one statement, in which each list is an array of records. For the
//! practice only.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::DelegationId;

use crate::storage::case_work::{Taken, Trace};
use crate::storage::contacts::{self, Contact};
use crate::storage::messages::{self, Entry as Letter};
use crate::storage::roles::decisions::{self, Decided};
use crate::storage::waitings::{self, Waited};
use crate::storage::{StorageError, event_log};

use super::case::{Entry, entry};
use super::undelivered::with_mark;

/// All that happened to a case, oldest first in each.
pub struct Past {
    /// Its history.
    pub entries: Vec<Entry>,
    /// Whom staff tried to reach.
    pub contacts: Vec<Contact>,
    /// Whom they waited for.
    pub waits: Vec<Waited>,
    /// What they decided of its role in the national store.
    pub decisions: Vec<Decided>,
}

/// All that there is to a case.
pub struct Whole {
    /// What happened to it.
    pub past: Past,
    /// The ledger of its messages, oldest first.
    pub letters: Vec<Letter>,
    /// Who has it.
    pub taken: Option<Taken>,
    /// What was noted, newest first.
    pub notes: Vec<Trace>,
    /// The message that it is marked for.
    pub undelivered: Option<Uuid>,
}

/// An event: the columns of [`event_log::Row`], who of the staff, their words, and what happened to the account.
type Events = Vec<(
    Uuid,
    i32,
    serde_json::Value,
    serde_json::Value,
    OffsetDateTime,
    Option<String>,
    Option<String>,
    Option<serde_json::Value>,
)>;
type Contacts = Vec<contacts::Record>;
type Waits = Vec<waitings::Record>;
type Decisions = Vec<decisions::Record>;
type Letters = Vec<messages::Record>;
type TakenBy = Vec<(Uuid, String, OffsetDateTime)>;
type Notes = Vec<(String, String, OffsetDateTime)>;

/// All that there is to a case, as seen on this day.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn whole(db: impl PgExecutor<'_>, id: DelegationId, today: Date) -> Result<Whole, StorageError> {
    let row = with_mark!(query!(
        "select ",
        mark,
        r#" as "undelivered?",
            (select array_agg(
                 row(e.aggregate_id, e.version, e.payload, e.actor, e.at, s.name, r.text,
                     (select jsonb_agg(x.payload order by x.version) from account a
                      join event x on x.aggregate_id = a.id and x.at = e.at
                      where a.person_id = d.delegate_id and a.practice = d.practice))
                 order by e.version)
             from event e
             left join staff s on e.actor ->> 'kind' = 'staff' and s.id = (e.actor ->> 'id')::uuid
             left join remark r on r.aggregate_id = e.aggregate_id and r.version = e.version
             where e.aggregate_id = d.id) as "events?: Events",
            (select array_agg(row(s.name, c.whom, c.way, c.outcome, c.day, c.note, c.at) order by c.at, c.id)
             from contact c join staff s on s.id = c.staff_id
             where c.delegation_id = d.id) as "contacts?: Contacts",
            (select array_agg(
                 row(s.name, w.whom, w.until, w.reason, w.at, w.ended_at, f.name,
                     coalesce((select n.until from waiting_now n where n.id = w.id) > $2, false))
                 order by w.at, w.id)
             from waiting w join staff s on s.id = w.staff_id left join staff f on f.id = w.ended_by
             where w.delegation_id = d.id) as "waits?: Waits",
            (select array_agg(row(s.name, r.difference, r.reason, r.at) order by r.at, r.id)
             from role_decision r join staff s on s.id = r.staff_id
             where r.delegation_id = d.id) as "decisions?: Decisions",
            (select array_agg(
                 row(row(m.id, m.kind, m.aggregate_id, m.message, m.recipient, m.queued_at, m.attempts),
                     row(m.sent_at, m.failed_at, m.muted_at, m.channel, m.undelivered_at, m.subject, m.language))
                 order by m.queued_at, m.id)
             from message m where m.aggregate_id = d.id) as "letters?: Letters",
            (select array_agg(row(s.id, s.name, a.taken_at))
             from assignment a join staff s on s.id = a.staff_id
             where a.delegation_id = d.id) as "taken?: TakenBy",
            (select array_agg(row(s.name, n.text, n.at) order by n.at desc, n.id desc)
             from note n join staff s on s.id = n.staff_id
             where n.delegation_id = d.id) as "notes?: Notes"
           from delegation d where d.id = $1"#;
        id.0,
        today
    ))
    .fetch_one(db)
    .await?;
    let taken = row.taken.and_then(|mut taken| taken.pop());
    let notes = row.notes.unwrap_or_default();
    Ok(Whole {
        past: Past {
            entries: all(row.events, |(aggregate_id, version, payload, actor, at, staff, remark, steps)| {
                entry(event_log::Row { aggregate_id, version, payload, actor, at }, (staff, remark), steps)
            })?,
            contacts: all(row.contacts, contacts::read)?,
            waits: all(row.waits, waitings::read)?,
            decisions: all(row.decisions, decisions::read)?,
        },
        letters: all(row.letters, messages::read)?,
        taken: taken.map(|(staff_id, name, taken_at)| Taken { staff_id, name, taken_at }),
        notes: notes.into_iter().map(|(name, text, at)| Trace { name, text, at }).collect(),
        undelivered: row.undelivered,
    })
}

/// Each record of a list, read; Postgres has no array of nothing.
fn all<R, T>(
    records: Option<Vec<R>>,
    read: impl FnMut(R) -> Result<T, StorageError>,
) -> Result<Vec<T>, StorageError> {
    records.unwrap_or_default().into_iter().map(read).collect()
}
