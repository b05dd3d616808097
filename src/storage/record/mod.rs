//! Writes what was decided, of whatever kind: events, the kind's own rows, ledger and work in ONE statement, so in one
//! transaction and one round trip (docs/architecture.md#views-change-with-the-events).

mod insert;

use std::future::Future;

use sqlx::PgExecutor;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::telemetry::traces;
use domain::aggregate::Task;
use domain::channel::Channel;
use domain::{Actor, Aggregate};

use super::StorageError;
use super::outbox::SEND_MESSAGE;
use crate::storage::PgPool;

use insert::statement;
pub use insert::{Insert, LOCK};

/// How a kind is kept: beside its events stand rows of its own that say how things are, for reading.
pub trait Stored: Aggregate {
    /// Rules that only the database can hold when two come at once: a constraint, and the refusal that it stands for.
    const RULES: &'static [(&'static str, Self::Refusal)] = &[];

    /// One of them as it stands; none when it has not begun.
    fn load(db: &PgPool, id: Self::Id) -> impl Future<Output = Result<Option<Self>, StorageError>> + Send;

    /// Its rows, made from nothing but its state, so that they can be made anew from the events.
    fn rows(&self) -> Vec<Insert<'_>>;

    /// Its rows as they are written with these events, after which it stands so: with what is kept beside its state, and begins anew.
    fn rows_after(&self, _events: &[Self::Event]) -> Vec<Insert<'_>> {
        self.rows()
    }

    /// The practice that may read in its feed of these events, after which it stands so, by ODS code.
    fn feed(&self, _events: &[Self::Event]) -> Option<&str> {
        None
    }
}

/// What to write about one of a kind.
#[derive(Debug)]
pub struct Change<'a, A: Aggregate> {
    /// How it stands after the events.
    pub after: &'a A,
    /// The events, in order; the last has the version of `after`.
    pub events: &'a [A::Event],
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

/// Writes the change, provided that it still has the version it had when it was decided.
///
/// # Errors
/// [`StorageError::Conflict`] when somebody else wrote first, [`StorageError::Rule`] when one of the kind's rules is in the
/// way.
pub async fn record<A: Stored>(db: impl PgExecutor<'_>, change: &Change<'_, A>) -> Result<(), StorageError> {
    together::<A>(db, vec![inserts(change)?]).await
}

/// The rows of a change, to be written together with others.
///
/// # Errors
/// When a value cannot be written.
pub fn inserts<'a, A: Stored>(change: &Change<'a, A>) -> Result<Vec<Insert<'a>>, StorageError> {
    let mut inserts = Vec::new();
    if !change.events.is_empty() {
        inserts.push(events(change)?);
    }
    inserts.extend(change.after.rows_after(change.events));
    if !change.work.is_empty() {
        inserts.extend([messages(change), work(change)]);
    }
    Ok(inserts)
}

/// Writes all these rows, or none: each group after the one before it.
///
/// # Errors
/// [`StorageError::Conflict`] when somebody else wrote first, [`StorageError::Rule`] when one of the rules of `A` is in the way.
pub async fn together<A: Stored>(
    db: impl PgExecutor<'_>,
    groups: Vec<Vec<Insert<'_>>>,
) -> Result<(), StorageError> {
    let (text, values) = statement(groups)?;
    let done = sqlx::query_with(sqlx::AssertSqlSafe(text), values).execute(db).await;
    done.map_err(|error| StorageError::of(error, A::RULES.iter().map(|(constraint, _)| *constraint)))?;
    Ok(())
}

fn events<'a, A: Stored>(change: &Change<'a, A>) -> Result<Insert<'a>, StorageError> {
    let count =
        i32::try_from(change.events.len()).map_err(|_| StorageError::Corrupt("events to be written"))?;
    Ok(Insert::in_turn("event")
        .column("kind", A::KIND)
        .column("aggregate_id", change.after.id().into())
        .column("actor", actor(change)?)
        .column("at", change.at)
        .column("practice", change.after.feed(change.events))
        .each("version", (change.after.version() - count + 1..=change.after.version()).collect::<Vec<_>>())
        .each("name", change.events.iter().map(A::name).collect::<Vec<_>>())
        .each("payload", change.events.iter().map(Json).collect::<Vec<_>>()))
}

/// The lines of the ledger. What goes to a practice may take another way when it is sent.
fn messages<'a, A: Stored>(change: &Change<'a, A>) -> Insert<'a> {
    let messages = || {
        change.work.iter().filter_map(|work| match work.task {
            Task::Send { message, recipient, part } => Some((work.id, message, recipient, part)),
            Task::Do(_) => None,
        })
    };
    Insert::into("message")
        .column("kind", A::KIND)
        .column("aggregate_id", change.after.id().into())
        .column("channel", Channel::Email.code())
        .column("queued_at", change.at)
        .each("id", messages().map(|(id, ..)| id).collect::<Vec<_>>())
        .each("message", messages().map(|(_, message, ..)| message).collect::<Vec<_>>())
        .each("recipient", messages().map(|(_, _, recipient, _)| recipient).collect::<Vec<_>>())
        .each("part", messages().map(|(.., part)| part).collect::<Vec<_>>())
}

fn work<'a, A: Stored>(change: &Change<'a, A>) -> Insert<'a> {
    let each = change.work.iter();
    let task = |work: &'a Work| match work.task {
        Task::Do(code) => (code, None),
        Task::Send { .. } => (SEND_MESSAGE, Some(work.id)),
    };
    Insert::into("outbox")
        .column("kind", A::KIND)
        .column("aggregate_id", change.after.id().into())
        .column("run_at", change.at)
        .column("traceparent", traces::traceparent())
        .each("id", each.clone().map(|work| work.id).collect::<Vec<_>>())
        .each("key", each.clone().map(|work| work.key.as_str()).collect::<Vec<_>>())
        .each("task", each.clone().map(|work| task(work).0).collect::<Vec<_>>())
        .each("message_id", each.map(|work| task(work).1).collect::<Vec<_>>())
}

/// The actor as the event keeps it; the program stands beside a person who used one.
fn actor<A: Stored>(change: &Change<'_, A>) -> Result<serde_json::Value, StorageError> {
    let actor = serde_json::to_value(change.by);
    let mut actor = actor.map_err(|_| StorageError::Corrupt("actor to be written"))?;
    if let (Some(via), Some(fields)) = (change.via, actor.as_object_mut()) {
        fields.insert("via".to_owned(), via.into());
    }
    Ok(actor)
}
