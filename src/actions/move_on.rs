//! A patient left a practice: where the one they are registered at now takes part, the access of their trusted person comes
//! before it (docs/life.md#a-patient-who-moves).

use crate::app::App;
use crate::integrations::pds::{Patience, PdsRecord};
use crate::storage::{StorageError, delegations, invitations, people, practices};
use domain::delegation::{Command, Delegation, Moved, Refusal, decide};
use domain::{Actor, DelegationId, OdsCode};

use super::by::By;
use super::check_details::NotChecked;
use super::pds::record_of;
use super::perform::{Failed, Outcome, not_recorded};

/// Asks PDS where the patient is now and begins a delegation there, with the id `new`: that of this work, so that it is done once
/// however often it is tried. Harmless when that was done before, when the pair has another one under way, and where no practice
/// of the trial is told.
///
/// # Errors
/// See [`NotChecked`]; the worker tries again later.
pub async fn move_on(
    app: &App,
    id: DelegationId,
    (new, patience): (DelegationId, Patience),
) -> Result<(), NotChecked> {
    if delegations::load(&app.db, new).await?.is_some() {
        return Ok(());
    }
    let missing = || NotChecked::Failed(Refusal::NotFound.into());
    let left = delegations::load(&app.db, id).await?.ok_or_else(missing)?;
    let patient = people::find(&app.db, left.delegator).await?.ok_or_else(missing)?;
    let correlation = new.to_string();
    let found = record_of(app, &patient.nhs_number, (&correlation, patience)).await?;
    let Some(practice) = found.and_then(here_now) else { return Ok(()) };
    match begin(app, new, left, practice).await {
        Ok(()) => {
            tracing::info!(left = %id, begun = %new, "what was set comes before the patient's new practice");
            Ok(())
        }
        Err(Failed::Refused(refusal)) => {
            tracing::info!(left = %id, %refusal, "nothing comes before another practice");
            Ok(())
        }
        Err(failed) => Err(failed.into()),
    }
}

/// The practice of somebody who lives and whose record is not restricted.
fn here_now(record: PdsRecord) -> Option<OdsCode> {
    record.practice.filter(|_| !record.deceased && !record.restricted)
}

/// One transaction: the delegation, and who the trusted person is, as it was written where access was set last.
async fn begin(app: &App, id: DelegationId, left: Delegation, practice: OdsCode) -> Result<(), Failed> {
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let (patient, former) = (left.delegator, last_set(app, &left).await?);
    let (before, left) = (former.id, left.practice);
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    people::lock(&mut *transaction, patient).await?;
    let practice_enabled = practices::is_enabled(&mut *transaction, &practice).await?;
    let moved = Moved { former, left, practice: practice.clone(), practice_enabled, today };
    let events = decide(None, &Command::MoveHere(Box::new(moved)), &Actor::System, now)?;
    let by = By::from(Actor::System);
    let outcome = Outcome::<Delegation>::of(app, id, None, events, (&by, now))?;
    outcome.record(&mut *transaction).await.map_err(not_recorded::<Delegation>)?;
    invitations::copy(&mut *transaction, id, before).await?;
    people::set_practice(&mut *transaction, patient, &practice).await?;
    transaction.commit().await.map_err(StorageError::from)?;
    outcome.log();
    Ok(())
}

/// Where access was set last: at the practice that the patient left, or before they came to it, where it had not decided.
async fn last_set(app: &App, left: &Delegation) -> Result<Delegation, Failed> {
    match left.former.filter(|_| left.set.is_none()) {
        Some(former) => Ok(delegations::load(&app.db, former).await?.ok_or(Refusal::NotFound)?),
        None => Ok(left.clone()),
    }
}
