//! The one way a command reaches a delegation: load, decide, record; decided again when somebody else was first.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use crate::app::App;
use crate::storage::record::{Change, Task, Work, record};
use crate::storage::{StorageError, delegations, given_commands, remarks};
use domain::DelegationId;
use domain::delegation::notice::notices;
use domain::delegation::{Command, Delegation, Event, Recorded, Refusal, decide};

use super::by::By;

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
    /// The delegation is no longer at the version that the command was made for; it is at this one.
    #[error("made for another version")]
    Changed(i32),
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

/// Gives `command` to the delegation; `remark` is free text kept beside its first event. A command with an id of its own
/// that was done before is not done again, whatever has happened since.
///
/// # Errors
/// See [`Failed`]; nothing is written then.
pub async fn perform(
    app: &App,
    id: DelegationId,
    by: impl Into<By>,
    command: &Command,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    let by = by.into();
    for _ in 0..TRIES {
        let current = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
        if was_done(app, &by, &current).await? {
            return Ok(Done { delegation: current, changed: false });
        }
        let is_known = by.actor.party(&current).is_some();
        if is_known && by.expected.is_some_and(|version| version != current.version) {
            return Err(Failed::Changed(current.version));
        }
        let now = app.clock.now();
        let events = decide(Some(&current), command, &by.actor, now)?;
        if events.is_empty() {
            return Ok(Done { delegation: current, changed: false });
        }
        let outcome = Outcome::of(app, id, Some(current), events, (&by, now))
            .ok_or(StorageError::Corrupt("outcome"))?;
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

/// Whether this very command was done before. Only who is of the delegation is told so.
async fn was_done(app: &App, by: &By, current: &Delegation) -> Result<bool, StorageError> {
    match by.once.filter(|_| by.actor.party(current).is_some()) {
        Some(once) => given_commands::was_done(&app.db, once, current.id).await,
        None => Ok(false),
    }
}

/// What a decision comes to: the state after it and the work it gives.
#[derive(Debug)]
pub(super) struct Outcome {
    pub after: Delegation,
    pub work: Vec<Work>,
    events: Vec<Event>,
    by: By,
    at: OffsetDateTime,
}

impl Outcome {
    /// Applies `events` to `before`; none when they do not begin a delegation.
    pub fn of(
        app: &App,
        id: DelegationId,
        before: Option<Delegation>,
        events: Vec<Event>,
        (by, at): (&By, OffsetDateTime),
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
            let recorded =
                Recorded { delegation: id, version, event: event.clone(), by: by.actor.clone(), at };
            state = Delegation::evolve(state, &recorded);
        }
        Some(Outcome { after: state?, work, events, by: by.clone(), at })
    }

    /// Writes it all in one transaction; a single statement where there is neither a remark nor an id of the command.
    async fn write(&self, app: &App, remark: Option<&str>) -> Result<(), StorageError> {
        if remark.is_none() && self.by.once.is_none() {
            return self.record(&app.db).await;
        }
        let first = self.after.version - i32::try_from(self.events.len()).unwrap_or_default() + 1;
        let mut transaction = app.db.begin().await?;
        self.record(&mut *transaction).await?;
        if let Some(text) = remark {
            remarks::insert(&mut *transaction, self.after.id, first, text).await?;
        }
        if let Some(once) = self.by.once {
            given_commands::insert(&mut *transaction, (once, self.after.id), self.at).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub async fn record(&self, db: impl PgExecutor<'_>) -> Result<(), StorageError> {
        let (by, via) = (&self.by.actor, self.by.via.as_deref());
        let (after, events, at, work) = (&self.after, &self.events[..], self.at, &self.work[..]);
        record(db, &Change { after, events, by, via, at, work }).await
    }

    /// One line for operators: ids and codes only.
    pub fn log(&self) {
        let names: Vec<&str> = self.events.iter().map(Event::name).collect();
        tracing::info!(delegation = %self.after.id, stage = self.after.stage.code(), events = ?names, "recorded");
    }
}
