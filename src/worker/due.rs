//! Deadlines: reminders, lapses, end dates (docs/life.md#answering).

use crate::actions::Failed;
use crate::actions::perform::perform;
use crate::app::App;
use crate::storage::{StorageError, delegations, due};
use domain::delegation::{Command, Delegation, Refusal, Stage, deadline};
use domain::{Actor, DelegationId};
use time::Date;

/// Gives every delegation whose day has come what is due; how many there were. Each day in portions, oldest first.
///
/// # Errors
/// When the database fails; what is done stays done.
pub async fn meet_deadlines(app: &App) -> Result<usize, StorageError> {
    let mut total = 0;
    loop {
        let met_by_now = due::on(&app.db, app.clock.today_in_london(), 200).await?;
        let mut changed = 0;
        for id in met_by_now {
            changed += usize::from(met(app, id).await?);
        }
        total += changed;
        if changed == 0 {
            return Ok(total);
        }
    }
}

/// Like [`meet`], but one delegation that cannot be read, or that others change all the time, does not hold up the rest.
async fn met(app: &App, id: DelegationId) -> Result<bool, StorageError> {
    match app.traces.round("deadline").around(meet(app, id)).await {
        Err(error @ (StorageError::Corrupt(_) | StorageError::Conflict | StorageError::Rule(_))) => {
            tracing::error!(delegation = %id, ?error, "a deadline could not be met");
            Ok(false)
        }
        result => result,
    }
}

/// What is due for access that is set: its end, the warning of it, or the yearly look at access without one.
fn due_of_access(delegation: &Delegation, today: Date) -> Command {
    match delegation.set.as_ref().map(|set| (set.ends(), set.is_over(today))) {
        Some((Some(_), false)) => Command::WarnOfEnd { today },
        Some((None, _)) => Command::Nudge { today },
        Some((Some(_), true)) | None => Command::ReachEndDate { today },
    }
}

async fn meet(app: &App, id: DelegationId) -> Result<bool, StorageError> {
    let Some(delegation) = delegations::load(&app.db, id).await? else { return Ok(false) };
    let command = match delegation.stage {
        Stage::Invited if deadline::is_lapsed(&delegation, app.clock.now()) => Command::Lapse,
        Stage::Invited => Command::Remind,
        _ => due_of_access(&delegation, app.clock.today_in_london()),
    };
    match perform::<Delegation>(app, id, &Actor::System, &command, None).await {
        Ok(done) => Ok(done.changed),
        Err(Failed::Refused(Refusal::TooEarly)) => Ok(false),
        Err(Failed::Refused(refusal)) => {
            tracing::warn!(delegation = %id, %refusal, "a deadline could not be met");
            Ok(false)
        }
        Err(Failed::Storage(error)) => Err(error),
        Err(Failed::Changed(_)) => Ok(false), // the worker names no version
    }
}
