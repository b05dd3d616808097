//! The one way a command reaches anything that is decided, of whatever kind: load, decide, record; decided again when
//! somebody else was first.

use uuid::Uuid;

use crate::app::App;
use crate::storage::away::patiently;
use crate::storage::{StorageError, given_commands, remarks};

use super::by::By;
pub use super::outcome::{Done, Failed};
pub(super) use super::outcome::{Outcome, not_recorded};
use super::together::{Along, Decided, Fresh};

/// How often a command is decided again before the person is told to try later.
const TRIES: usize = 5;

/// Gives `command` to the one that `id` names, or begins it; `remark` is free text kept beside its first event. A command
/// with an id of its own that was done before is not done again, whatever has happened since.
///
/// # Errors
/// See [`Failed`]; nothing is written then.
pub async fn perform<A: Decided>(
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
        let (after, events) = (&outcome.after, &outcome.events[..]);
        let along = Box::pin(A::along(app, Fresh { after, events, by: &by, at: now })).await?;
        match write(app, (&outcome, &along), remark).await {
            Ok(()) => {
                outcome.log();
                along.log();
                return Ok(Done { after: outcome.after, changed: true });
            }
            Err(StorageError::Conflict) => {
                tracing::debug!(kind = A::KIND, %id, "another change came first; deciding again")
            }
            // The connection broke under it: what the log holds was done, and nothing else.
            Err(error) if error.away().is_some() => {
                if patiently(&app.db, || outcome.is_recorded(app)).await? {
                    outcome.log();
                    along.log();
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

/// Writes it all in one transaction; a single statement where there is neither a remark nor an id of the command, and nothing is decided
/// along with it.
async fn write<A: Decided>(
    app: &App,
    (outcome, along): (&Outcome<A>, &Along),
    remark: Option<&str>,
) -> Result<(), StorageError> {
    if remark.is_none() && outcome.by.once.is_none() && along.is_nothing() {
        return outcome.record(&app.db).await;
    }
    let id = outcome.after.id().into();
    let mut transaction = app.db.begin().await?;
    along.record_before(&mut transaction).await?;
    outcome.record(&mut *transaction).await?;
    along.record_after(&mut transaction).await?;
    if let Some(text) = remark {
        remarks::insert(&mut *transaction, id, outcome.first(), text).await?;
    }
    if let Some(once) = outcome.by.once {
        given_commands::insert(&mut *transaction, (once, id), outcome.at).await?;
    }
    transaction.commit().await?;
    Ok(())
}
