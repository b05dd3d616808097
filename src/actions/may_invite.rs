//! Whether somebody may invite at all: what would end a request after its last page is said before its first.

use time::Duration;

use crate::app::App;
use crate::integrations::pds::Patience;
use crate::storage::delegations::counts;
use crate::storage::{people, views};
use domain::delegation::{Refusal, within_limits};
use domain::{NhsNumber, PersonId};

use super::pds::record_of;
use super::perform::Failed;

/// Refuses when the delegator has as many requests as the limits allow.
///
/// # Errors
/// The refusal that the request would meet, or when the database fails.
pub async fn anybody(app: &App, delegator: PersonId) -> Result<(), Failed> {
    // A person and themselves are no pair: only what counts for everybody is looked at.
    let counted = counts(&app.db, delegator, delegator, app.clock.now() - Duration::days(1)).await?;
    let limits = app.config.limits;
    within_limits(
        (counted.open_invitations, limits.open_invitations),
        (counted.requests_since, limits.requests_a_day),
    )?;
    Ok(())
}

/// Refuses when the delegator has a request or access for the person with this number already.
///
/// # Errors
/// The refusal that the request would meet, or when the database fails.
pub async fn this_person(app: &App, delegator: PersonId, number: &NhsNumber) -> Result<(), Failed> {
    match views::citizen::has_open(&app.db, delegator, number).await? {
        true => Err(Refusal::AlreadyOpen.into()),
        false => Ok(()),
    }
}

/// Whether PDS says that the delegator's own record is restricted. When it does not answer in a few seconds, or was
/// asked often enough within the hour, they go on: the check after the request asks again.
///
/// # Errors
/// When the database fails.
pub async fn is_restricted(app: &App, delegator: PersonId, correlation: &str) -> Result<bool, Failed> {
    if app.own_looks.count(delegator, app.clock.now()).is_err() {
        return Ok(false);
    }
    let own = people::find(&app.db, delegator).await?.ok_or(Refusal::NotFound)?;
    match record_of(app, &own.nhs_number, (correlation, Patience::Short)).await {
        Ok(record) => Ok(record.is_some_and(|record| record.restricted)),
        Err(upstream) => {
            tracing::info!(error = %upstream, "the delegator's own record was not looked at");
            Ok(false)
        }
    }
}
