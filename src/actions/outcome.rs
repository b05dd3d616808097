//! What a decision comes to, and why it did not: written in one transaction, with all that is decided with it.

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};

use crate::app::App;
use crate::storage::record::{Change, Insert, Stored, Work, inserts, record};
use crate::storage::{StorageError, event_log};
use domain::account::{FOLLOW_ACCOUNT, FOLLOW_ASSOCIATIONS};
use domain::aggregate::{Aggregate, Recorded, Task};
use domain::delegation::{Delegation, FOLLOW_ROLE, Refusal};

use super::by::By;

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

/// Whether this service has what a task needs: without the national store, nothing is followed there.
fn is_possible(app: &App, task: Task) -> bool {
    let is_of_roles = [FOLLOW_ROLE, FOLLOW_ACCOUNT, FOLLOW_ASSOCIATIONS].map(Task::Do).contains(&task);
    !is_of_roles || app.vrs.is_some()
}

/// What a decision comes to: how things stand after it, and the work it gives.
pub(super) struct Outcome<A: Aggregate> {
    pub after: A,
    pub work: Vec<Work>,
    pub events: Vec<A::Event>,
    pub by: By,
    pub at: OffsetDateTime,
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

    /// The version of the first of its events.
    pub fn first(&self) -> i32 {
        self.after.version() - i32::try_from(self.events.len()).unwrap_or_default() + 1
    }

    pub async fn record(&self, db: impl PgExecutor<'_>) -> Result<(), StorageError> {
        record(db, &self.change()).await
    }

    /// Its rows, to be written together with others.
    pub fn inserts(&self) -> Result<Vec<Insert<'_>>, StorageError> {
        inserts(&self.change())
    }

    fn change(&self) -> Change<'_, A> {
        let (by, via) = (&self.by.actor, self.by.via.as_deref());
        let (after, events, at, work) = (&self.after, &self.events[..], self.at, &self.work[..]);
        Change { after, events, by, via, at, work }
    }

    /// Whether the log holds it: the same events of the same actor at the same moment, which Postgres keeps to the microsecond.
    pub async fn is_recorded(&self, app: &App) -> Result<bool, StorageError> {
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
