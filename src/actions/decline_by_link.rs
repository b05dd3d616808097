//! Saying no without signing in: by the invitation's link, and the last name of the person who asks.

use crate::app::App;
use crate::storage::attempts::{self, Counted};
use crate::storage::{delegations, people};
use domain::delegation::{Command, DeclineReason, Delegation, Refusal, Stage};
use domain::{Actor, DelegationId, SameName};

use super::invitation_code::COUNTED_FOR;
use super::perform::{Failed, perform};

/// Wrong last names that one invitation takes in [`COUNTED_FOR`].
const TRIES: i64 = 5;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is declined, now or earlier.
    Declined,
    /// The last name is not that of the person who asks.
    WrongName,
    /// Too many wrong names: nobody may try for a while.
    TooManyTries,
    /// It can no longer be answered.
    TooLate(Stage),
}

/// Declines, provided that whoever has the link knows who sent it. A right name is told nothing more than a wrong one
/// while too many were tried.
///
/// # Errors
/// When the database fails.
pub async fn decline_by_link(
    app: &App,
    id: DelegationId,
    last_name: &str,
    reason: Option<DeclineReason>,
) -> Result<Outcome, Failed> {
    let delegation = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let (now, counted) = (app.clock.now(), Counted::Sender(id));
    if !attempts::begin(&app.db, counted, (now, now - COUNTED_FOR), TRIES).await? {
        return Ok(Outcome::TooManyTries);
    }
    let delegator = people::find(&app.db, delegation.delegator).await?.ok_or(Refusal::NotFound)?;
    let held = delegator.name.map(|name| name.family).unwrap_or_default();
    if !SameName::family(last_name, &held) {
        return Ok(Outcome::WrongName);
    }
    attempts::forget(&app.db, counted).await?;
    let by = Actor::InvitationLink { delegation: id };
    match perform::<Delegation>(app, id, &by, &Command::Decline(reason), None).await {
        Ok(_) => Ok(Outcome::Declined),
        Err(Failed::Refused(Refusal::WrongStage(stage))) => Ok(Outcome::TooLate(stage)),
        Err(failed) => Err(failed),
    }
}

/// Whether the invitation was declined, for the page after it.
///
/// # Errors
/// When the database fails.
pub async fn is_declined(app: &App, id: DelegationId) -> Result<bool, Failed> {
    let delegation = delegations::load(&app.db, id).await?;
    Ok(delegation.is_some_and(|delegation| delegation.stage == Stage::Declined))
}
