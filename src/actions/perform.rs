//! The one way a command reaches anything that is decided, of whatever kind: load, decide, record; decided again when
//! somebody else was first.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::app::App;
use crate::storage::away::patiently;
use crate::storage::{StorageError, given_commands, remarks};
use crate::telemetry::traces;

use super::by::By;
use super::on::On;
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
    perform_on(app, On::unread(id), by.into(), command, remark).await
}

/// The same, to one that may have been read on the way in.
///
/// # Errors
/// See [`Failed`]; nothing is written then.
pub(super) async fn perform_on<A: Decided>(
    app: &App,
    on: On<A>,
    by: By,
    command: &A::Command,
    remark: Option<&str>,
) -> Result<Done<A>, Failed<A::Refusal>> {
    let span = traces::command(A::KIND);
    let done = span.around(Box::pin(tried(app, on, &by, (command, remark)))).await;
    span.came_to(match &done {
        Ok(Done { changed: true, .. }) => "recorded",
        Ok(_) => "was_so",
        Err(Failed::Refused(_)) => "refused",
        Err(Failed::Changed(_)) => "changed_before",
        Err(Failed::Storage(_)) => "not_recorded",
    });
    done
}

async fn tried<A: Decided>(
    app: &App,
    mut on: On<A>,
    by: &By,
    (command, remark): (&A::Command, Option<&str>),
) -> Result<Done<A>, Failed<A::Refusal>> {
    let id = on.id;
    for tried in 0..TRIES {
        // Who was first may have been a call with this very command, which was taken for lost.
        if tried > 0
            && let Some(done) = done_before(app, by, id).await?
        {
            return Ok(done);
        }
        match attempt(app, &mut on, by, (command, remark)).await {
            Ok(Some(done)) => return Ok(done),
            Ok(None) => {}
            // What was done before is no longer possible, and is answered as done all the same.
            Err(failed @ (Failed::Refused(_) | Failed::Changed(_))) => {
                return done_before(app, by, id).await?.ok_or(failed);
            }
            Err(failed) => return Err(failed),
        }
    }
    Err(StorageError::Conflict.into())
}

/// Decides once, on what was read on the way in where there is that, and records it; none where another change came first. That it
/// was done before needs no look of its own: the command's id is written with its events, and is there once.
async fn attempt<A: Decided>(
    app: &App,
    on: &mut On<A>,
    by: &By,
    (command, remark): (&A::Command, Option<&str>),
) -> Result<Option<Done<A>>, Failed<A::Refusal>> {
    let (id, read, beside) = (on.id, on.read.take(), on.beside.take());
    let current = match read {
        Some(read) => Some(*read),
        None => patiently(&app.db, || A::load(&app.db, id)).await?,
    };
    let now = app.clock.now();
    let events = decide(current.as_ref(), command, by, now)?;
    let outcome = Outcome::of(app, id, current, events, (by, now))?;
    if outcome.events.is_empty() {
        return Ok(Some(Done { after: outcome.after, changed: false }));
    }
    let (after, events, beside) = (&outcome.after, &outcome.events[..], beside.as_deref());
    let along = Box::pin(A::along(app, Fresh { after, events, by, at: now, beside })).await?;
    match write(app, (&outcome, &along), remark).await {
        Ok(()) => {}
        Err(StorageError::Conflict) => {
            tracing::debug!(kind = A::KIND, %id, "another change came first; deciding again");
            return Ok(None);
        }
        // The connection broke under it: what the log holds was done, and nothing else. A server that takes no writes is not
        // waited for here, as it reads: the whole request comes again.
        Err(error) if error.away().is_some() && !error.is_read_only() => {
            if !patiently(&app.db, || outcome.is_recorded(app)).await? {
                return Ok(None);
            }
        }
        Err(error) => return Err(not_recorded::<A>(error)),
    }
    outcome.log();
    along.log();
    Ok(Some(Done { after: outcome.after, changed: true }))
}

/// What is decided, if it stands at a version for which the command was made.
fn decide<A: Decided>(
    current: Option<&A>,
    command: &A::Command,
    by: &By,
    now: OffsetDateTime,
) -> Result<Vec<A::Event>, Failed<A::Refusal>> {
    // Only who may know of it is told where it stands.
    let version = current.filter(|one| one.is_known_to(&by.actor)).map(A::version);
    let is_another = |version: &i32| by.expected.as_ref().is_some_and(|named| !named.contains(version));
    if let Some(version) = version.filter(is_another) {
        return Err(Failed::Changed(version));
    }
    A::decide(current, command, &by.actor, now).map_err(Failed::Refused)
}

/// How it stands now, where this command was done to it before and the one who gives it may know.
async fn done_before<A: Decided>(app: &App, by: &By, id: A::Id) -> Result<Option<Done<A>>, StorageError> {
    let Some(once) = by.once else { return Ok(None) };
    if !patiently(&app.db, || given_commands::was_done(&app.db, once, id.into())).await? {
        return Ok(None);
    }
    let after = patiently(&app.db, || A::load(&app.db, id)).await?;
    let after = after.filter(|one| one.is_known_to(&by.actor));
    Ok(after.map(|after| Done { after, changed: false }))
}

/// Writes it all, or nothing: what is decided along with it, the remark, and the command's own id with the events.
async fn write<A: Decided>(
    app: &App,
    (outcome, along): (&Outcome<A>, &Along),
    remark: Option<&str>,
) -> Result<(), StorageError> {
    let id: Uuid = outcome.after.id().into();
    let mut rows = outcome.inserts()?;
    rows.extend(remark.map(|text| remarks::row(id, outcome.first(), text)));
    rows.extend(outcome.by.once.map(|once| given_commands::row((once, id), outcome.at)));
    along.record_with::<A>(&app.db, rows).await
}
