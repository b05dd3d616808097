//! Access that is set, and what came with a patient and waits, is compared with PDS from time to time: deaths, restrictions, a
//! patient who left the practice.

use crate::app::App;
use crate::integrations::pds::Patience;
use crate::storage::{delegations, people};
use domain::delegation::recheck::{finding, is_looked_at};
use domain::delegation::{Delegation, Refusal};
use domain::{Actor, DelegationId};

use super::accounts::recheck::told;
use super::check_details::NotChecked;
use super::pds::{known, record_of};
use super::perform::{Failed, perform};

/// Looks once; true when something had to happen. A number that PDS no longer knows is left to people: the log says so.
///
/// # Errors
/// See [`NotChecked`]; nothing is written then.
pub async fn recheck(app: &App, id: DelegationId, correlation: &str) -> Result<bool, NotChecked> {
    let missing = || NotChecked::Failed(Refusal::NotFound.into());
    let delegation = delegations::load(&app.db, id).await?.ok_or_else(missing)?;
    if !is_looked_at(&delegation) {
        return Ok(false);
    }
    let asking = (correlation, Patience::Short);
    let delegator = people::find(&app.db, delegation.delegator).await?.ok_or_else(missing)?;
    let delegate = people::find(&app.db, delegation.delegate).await?.ok_or_else(missing)?;
    let (Some(own), Some(theirs)) = (
        record_of(app, &delegator.nhs_number, asking).await?,
        record_of(app, &delegate.nhs_number, asking).await?,
    ) else {
        tracing::warn!(delegation = %id, "PDS no longer knows the number of one of the two");
        return Ok(false);
    };
    let (own, theirs) = (known(own), known(theirs));
    if let Err(failed) = told(app, delegation.delegator, &own).await {
        tracing::error!(delegation = %id, error = %failed, "accounts of the patient could not follow");
    }
    let Some(command) = finding(&delegation, &own, &theirs) else { return Ok(false) };
    match perform::<Delegation>(app, id, &Actor::System, &command, None).await {
        Ok(done) => Ok(done.changed),
        // Somebody stopped it a moment ago.
        Err(Failed::Refused(Refusal::WrongStage(_))) => Ok(false),
        Err(failed) => Err(failed.into()),
    }
}
