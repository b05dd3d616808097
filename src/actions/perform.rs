//! The one way a command reaches anything that is decided, of whatever kind: load, decide, record; decided again when
//! somebody else was first.

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::app::App;
use crate::storage::away::patiently;
use crate::storage::record::{Change, Stored, Work, record};
use crate::storage::{StorageError, event_log, given_commands, remarks};
use domain::aggregate::{Aggregate, Recorded, Task};
use domain::delegation::{Delegation, FOLLOW_ROLE, Refusal};

use super::by::By;

/// How often a command is decided again before the person is told to try later.
const TRIES: usize = 5;

/// How something stands after a command.
#[derive(Debug, Clone)]
pub struct Done<A = Delegation> {
    /// How it stands now.
    pub after: A,
    /// False when it was so already and nothing was written.
    pub changed: bool,
}

/// Why an action did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failed<R: std::error::Error + 'static = Refusal> {
    /// The rules say no.
    #[error(transparent)]
    Refused(R),
    /// It is no longer at the version that the command was made for; it is at this one.
    #[error("made for another version")]
    Changed(i32),
    /// The database failed, or others were first time and again.
    #[error("not recorded: {0}")]
    Storage(#[source] StorageError),
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Failed {
        Failed::Refused(refusal)
    }
}

impl<R: std::error::Error + 'static> From<StorageError> for Failed<R> {
    fn from(error: StorageError) -> Failed<R> {
        Failed::Storage(error)
    }
}

/// Why something of this kind was not recorded. Where the database holds one of its rules, that rule says no.
pub(super) fn not_recorded<A: Stored>(error: StorageError) -> Failed<A::Refusal> {
    let rule = match error {
        StorageError::Rule(constraint) => A::RULES.iter().find(|(name, _)| *name == constraint),
        StorageError::Conflict | StorageError::Corrupt(_) | StorageError::Database(_) => None,
    };
    rule.map_or(Failed::Storage(error), |(_, refusal)| Failed::Refused(refusal.clone()))
}

/// Gives `command` to the one that `id` names, or begins it; `remark` is free text kept beside its first event. A command
/// with an id of its own that was done before is not done again, whatever has happened since.
///
/// # Errors
/// See [`Failed`]; nothing is written then.
pub async fn perform<A: Stored>(
    app: &App,
    id: A::Id,
    by: impl Into<By>,
    command: &A::Command,
    remark: Option<&str>,
) -> Result<Done<A>, Failed<A::Refusal>> {
    let by = by.into();
    for _ in 0..TRIES {
        let current = patiently(&app.db, || A::load(&app.db, id)).await?;
        // Only who may know of it is told where it stands, and what was done before.
        let version = current.as_ref().filter(|one| one.is_known_to(&by.actor)).map(A::version);
        if version.is_some()
            && was_done(app, &by, id.into()).await?
            && let Some(after) = current
        {
            return Ok(Done { after, changed: false });
        }
        let is_another = |version: &i32| by.expected.as_ref().is_some_and(|named| !named.contains(version));
        if let Some(version) = version.filter(is_another) {
            return Err(Failed::Changed(version));
        }
        let now = app.clock.now();
        let events = A::decide(current.as_ref(), command, &by.actor, now).map_err(Failed::Refused)?;
        let outcome = Outcome::of(app, id, current, events, (&by, now))?;
        if outcome.events.is_empty() {
            return Ok(Done { after: outcome.after, changed: false });
        }
        match outcome.write(app, remark).await {
            Ok(()) => {
                outcome.log();
                return Ok(Done { after: outcome.after, changed: true });
            }
            Err(StorageError::Conflict) => {
                tracing::debug!(kind = A::KIND, %id, "another change came first; deciding again")
            }
            // The connection broke under it: what the log holds was done, and nothing else.
            Err(error) if error.away().is_some() => {
                if patiently(&app.db, || outcome.is_recorded(app)).await? {
                    outcome.log();
                    return Ok(Done { after: outcome.after, changed: true });
                }
            }
            Err(error) => return Err(not_recorded::<A>(error)),
        }
    }
    Err(StorageError::Conflict.into())
}

async fn was_done(app: &App, by: &By, id: Uuid) -> Result<bool, StorageError> {
    match by.once {
        Some(once) => given_commands::was_done(&app.db, once, id).await,
        None => Ok(false),
    }
}

/// Whether this service has what a task needs: without the national store, nothing is followed there.
fn is_possible(app: &App, task: Task) -> bool {
    task != Task::Do(FOLLOW_ROLE) || app.vrs.is_some()
}

/// What a decision comes to: how things stand after it, and the work it gives.
pub(super) struct Outcome<A: Aggregate> {
    pub after: A,
    pub work: Vec<Work>,
    events: Vec<A::Event>,
    by: By,
    at: OffsetDateTime,
}

impl<A: Stored> Outcome<A> {
    /// Applies `events` to `before`.
    ///
    /// # Errors
    /// When they cannot begin one of this kind.
    pub fn of(
        app: &App,
        id: A::Id,
        before: Option<A>,
        events: Vec<A::Event>,
        (by, at): (&By, OffsetDateTime),
    ) -> Result<Outcome<A>, StorageError> {
        let (mut state, mut work) = (before, Vec::new());
        for event in &events {
            let version = state.as_ref().map_or(0, A::version) + 1;
            for task in A::work(state.as_ref(), event).into_iter().filter(|task| is_possible(app, *task)) {
                work.push(Work { id: app.clock.new_id(), key: format!("{id}.{version}.{task}"), task });
            }
            let recorded = Recorded { id, version, event: event.clone(), by: by.actor.clone(), at };
            state = A::evolve(state, &recorded);
        }
        let after = state.ok_or(StorageError::Corrupt("outcome"))?;
        Ok(Outcome { after, work, events, by: by.clone(), at })
    }

    /// Writes it all in one transaction; a single statement where there is neither a remark nor an id of the command.
    async fn write(&self, app: &App, remark: Option<&str>) -> Result<(), StorageError> {
        if remark.is_none() && self.by.once.is_none() {
            return self.record(&app.db).await;
        }
        let id = self.after.id().into();
        let first = self.after.version() - i32::try_from(self.events.len()).unwrap_or_default() + 1;
        let mut transaction = app.db.begin().await?;
        self.record(&mut *transaction).await?;
        if let Some(text) = remark {
            remarks::insert(&mut *transaction, id, first, text).await?;
        }
        if let Some(once) = self.by.once {
            given_commands::insert(&mut *transaction, (once, id), self.at).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub async fn record(&self, db: impl PgExecutor<'_>) -> Result<(), StorageError> {
        let (by, via) = (&self.by.actor, self.by.via.as_deref());
        let (after, events, at, work) = (&self.after, &self.events[..], self.at, &self.work[..]);
        record(db, &Change { after, events, by, via, at, work }).await
    }

    /// Whether the log holds it: the same events of the same actor at the same moment, which Postgres keeps to the microsecond.
    async fn is_recorded(&self, app: &App) -> Result<bool, StorageError> {
        let history = event_log::history::<A>(&app.db, self.after.id()).await?;
        let last = history.iter().find(|recorded| recorded.version == self.after.version());
        Ok(last.is_some_and(|last| {
            let is_same = self.events.last().map(A::name) == Some(A::name(&last.event));
            let is_same = is_same && last.by == self.by.actor;
            is_same && (last.at - self.at).abs() <= Duration::MICROSECOND
        }))
    }

    /// One line for operators: ids and codes only.
    pub fn log(&self) {
        let names: Vec<&str> = self.events.iter().map(A::name).collect();
        let (id, stage) = (self.after.id(), self.after.stage());
        tracing::info!(kind = A::KIND, %id, stage, events = ?names, "recorded");
    }
}
