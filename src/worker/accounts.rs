//! Accounts as time passes: days that have come, and a look at PDS in turn.

use time::{Date, Duration};

use crate::actions::accounts::recheck::recheck;
use crate::actions::accounts::take_in::take_in;
use crate::actions::accounts::{Failed, NotAsked, day};
use crate::actions::perform;
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::accounts::due::{self, Turn};
use crate::storage::accounts::{cases, traced};
use domain::account::AccountId;
use domain::account::age::next_age_day;

use super::fault::{is_of_one, may_be_of_one};
use super::step::Step;

/// How many are read at once.
const PORTION: i64 = 200;
/// What may be unused is looked at once in so many days: five years are no matter of a day.
const UNUSED_EVERY: Duration = Duration::days(28);

/// Gives every account whose day has come what the day brings, and those of patients of whose age something may come; how many
/// changed. Each is looked at once a day, so that one that cannot be dealt with holds up nobody else.
///
/// # Errors
/// When the database fails; what is done stays done.
pub async fn meet_days(app: &App) -> Result<usize, StorageError> {
    let today = app.clock.today_in_london();
    let mut changed = meet_ages(app, today).await?;
    loop {
        let due = due::due(&app.db, (today, today.saturating_sub(UNUSED_EVERY)), PORTION).await?;
        if due.is_empty() {
            return Ok(changed);
        }
        for id in due {
            changed += usize::from(met(app, id).await?.unwrap_or_default());
            due::looked(&app.db, id, today).await?;
        }
    }
}

/// Has the accounts of trusted people follow the cases of before there were accounts; how many did. One that cannot is told to the log, and
/// keeps the answers that it had.
///
/// # Errors
/// When the database fails; what is done stays done.
pub async fn take_in_cases(app: &App) -> Result<usize, StorageError> {
    let (mut taken, mut last) = (0, None);
    loop {
        let ids = cases::without_association(&app.db, last, PORTION).await?;
        let Some(end) = ids.last().copied() else { return Ok(taken) };
        for id in ids {
            match take_in(app, id).await {
                Ok(is_taken) => taken += usize::from(is_taken),
                Err(perform::Failed::Storage(error @ StorageError::Database(_))) => return Err(error),
                Err(failed) => tracing::error!(case = %id, error = %failed, "no account could follow it"),
            }
        }
        last = Some(end);
    }
}

async fn meet_ages(app: &App, today: Date) -> Result<usize, StorageError> {
    let mut changed = 0;
    loop {
        let aging = traced::aging(&app.db, today, PORTION).await?;
        if aging.is_empty() {
            return Ok(changed);
        }
        for (practice, patient) in aging {
            let mut next = next_age_day(patient.born, today);
            for id in traced::acted_for(&app.db, &practice, patient.person).await? {
                match met(app, id).await? {
                    Some(is_changed) => changed += usize::from(is_changed),
                    None => next = today.next_day(),
                }
            }
            traced::look_again(&app.db, &practice, patient.person, next).await?;
        }
    }
}

/// Whether the day changed anything; none where it could not be dealt with, which the log tells.
async fn met(app: &App, id: AccountId) -> Result<Option<bool>, StorageError> {
    match app.traces.round("account_day").around(day::meet(app, id)).await {
        Ok(changed) => Ok(Some(changed)),
        Err(Failed::Storage(error @ StorageError::Database(_))) => Err(error),
        Err(failed) => {
            tracing::error!(account = %id, error = %failed, "an account's day could not be dealt with");
            Ok(None)
        }
    }
}

/// Compares the account whose turn has come with PDS.
pub(super) async fn compare_next(app: &App) -> Result<Step, StorageError> {
    let now = app.clock.now();
    let since = now - Duration::days(app.config.limits.recheck_days);
    let Some(turn) = due::take(&app.db, (now, since)).await? else { return Ok(Step::Rest) };
    let id = turn.account;
    let correlation = app.clock.new_id().to_string();
    match app.traces.round("recheck").around(recheck(app, id, &correlation)).await {
        Ok(_) => Ok(Step::Looked),
        Err(NotAsked::Upstream(fault)) if is_of_one(fault.kind) => {
            tracing::error!(account = %id, kind = fault.kind.code(), "PDS has no usable record");
            Ok(Step::Looked)
        }
        Err(NotAsked::Upstream(fault)) if may_be_of_one(fault.kind) => {
            tracing::warn!(account = %id, kind = fault.kind.code(), "PDS gave no answer about this one");
            // Still due, and the last of all that are.
            let last = Turn { before: Some(since - Duration::SECOND), ..turn };
            due::give_back(&app.db, last).await?;
            Ok(Step::Unanswered)
        }
        Err(NotAsked::Upstream(fault)) => {
            tracing::warn!(kind = fault.kind.code(), "PDS gave no answer; the walk rests");
            due::give_back(&app.db, turn).await?;
            Ok(Step::Rest)
        }
        Err(NotAsked::Failed(failed)) => {
            tracing::error!(account = %id, error = %failed, "could not be compared with PDS");
            Ok(Step::Looked)
        }
    }
}
