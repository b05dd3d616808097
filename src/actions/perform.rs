//! The one way a command reaches a delegation: load, decide, record; decided again when somebody else was first.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use crate::app::App;
use crate::domain::delegation::notice::notices;
use crate::domain::delegation::{Command, Delegation, Event, Recorded, Refusal, decide};
use crate::domain::{Actor, DelegationId};
use crate::storage::record::{Change, Task, Work, record};
use crate::storage::{StorageError, delegations, remarks};

/// How often a command is decided again before the person is told to try later.
const TRIES: usize = 5;

/// The delegation after a command.
#[derive(Debug, Clone)]
pub struct Done {
    /// Where it stands now.
    pub delegation: Delegation,
    /// False when it was so already and nothing was written.
    pub changed: bool,
}

/// Why an action did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed, or others were first time and again.
    #[error("not recorded: {0}")]
    Storage(#[source] StorageError),
}

impl From<StorageError> for Failed {
    /// One open delegation a pair is a rule; only the database can hold it when two requests come at once.
    fn from(error: StorageError) -> Failed {
        match error {
            StorageError::PairOpen => Failed::Refused(Refusal::AlreadyOpen),
            other => Failed::Storage(other),
        }
    }
}

/// Gives `command` to the delegation; `remark` is free text kept beside its first event.
///
/// # Errors
/// See [`Failed`]; nothing is written then.
pub async fn perform(
    app: &App,
    id: DelegationId,
    by: &Actor,
    command: &Command,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    for _ in 0..TRIES {
        let current = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
        let now = app.clock.now();
        let events = decide(Some(&current), command, by, now)?;
        if events.is_empty() {
            return Ok(Done { delegation: current, changed: false });
        }
        let outcome =
            Outcome::of(app, id, Some(current), events, (by, now)).ok_or(StorageError::Corrupt("outcome"))?;
        match outcome.write(app, remark).await {
            Ok(()) => {
                outcome.log();
                return Ok(Done { delegation: outcome.after, changed: true });
            }
            Err(StorageError::Conflict) => {
                tracing::debug!(delegation = %id, "another change came first; deciding again")
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(StorageError::Conflict.into())
}

/// What a decision comes to: the state after it and the work it gives.
#[derive(Debug)]
pub(super) struct Outcome {
    pub after: Delegation,
    pub work: Vec<Work>,
    events: Vec<Event>,
    by: Actor,
    at: OffsetDateTime,
}

impl Outcome {
    /// Applies `events` to `before`; none when they do not begin a delegation.
    pub fn of(
        app: &App,
        id: DelegationId,
        before: Option<Delegation>,
        events: Vec<Event>,
        (by, at): (&Actor, OffsetDateTime),
    ) -> Option<Outcome> {
        let (mut state, mut work) = (before, Vec::new());
        for event in &events {
            let version = state.as_ref().map_or(0, |delegation| delegation.version) + 1;
            for notice in notices(state.as_ref(), event) {
                let key = format!("{id}.{version}.{}.{}", notice.message.code(), notice.to.code());
                let task = Task::SendMessage(notice.message, notice.to);
                work.push(Work { id: app.clock.new_id(), key, task });
            }
            if matches!(event, Event::DelegationRequested { .. }) {
                let key = format!("{id}.{version}.check_details");
                work.push(Work { id: app.clock.new_id(), key, task: Task::CheckDetails });
            }
            let recorded = Recorded { delegation: id, version, event: event.clone(), by: by.clone(), at };
            state = Delegation::evolve(state, &recorded);
        }
        Some(Outcome { after: state?, work, events, by: by.clone(), at })
    }

    /// Writes it all in one transaction; a single statement where there is no remark.
    async fn write(&self, app: &App, remark: Option<&str>) -> Result<(), StorageError> {
        let Some(text) = remark else { return self.record(&app.db).await };
        let first = self.after.version - i32::try_from(self.events.len()).unwrap_or_default() + 1;
        let mut transaction = app.db.begin().await?;
        self.record(&mut *transaction).await?;
        remarks::insert(&mut *transaction, self.after.id, first, text).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub async fn record(&self, db: impl PgExecutor<'_>) -> Result<(), StorageError> {
        let (after, events, by, at, work) =
            (&self.after, &self.events[..], &self.by, self.at, &self.work[..]);
        record(db, &Change { after, events, by, at, work }).await
    }

    /// One line for operators: ids and codes only.
    pub fn log(&self) {
        let names: Vec<&str> = self.events.iter().map(Event::name).collect();
        tracing::info!(delegation = %self.after.id, stage = self.after.stage.code(), events = ?names, "recorded");
    }
}
