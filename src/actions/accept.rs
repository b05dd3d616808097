//! The delegate says yes.

use crate::app::App;
use crate::storage::{delegations, invitations};
use domain::delegation::{Command, Delegation, Refusal, would_change};
use domain::eligibility::Standing;
use domain::{Actor, PersonId};

use super::by::By;
use super::on::On;
use super::perform::{Done, Failed, perform_on};

/// Accepts the invitation. The person must be the one invited by NHS number (their id) and date of birth, adult, and
/// registered at a practice of the trial at this moment (docs/life.md#answering).
///
/// # Errors
/// See [`Failed`].
pub async fn accept(app: &App, by: impl Into<By>, on: impl Into<On>) -> Result<Done, Failed> {
    let (by, mut on): (By, On) = (by.into(), on.into());
    let Actor::Citizen { id: delegate } = by.actor else { return Err(Refusal::NotFound.into()) };
    let delegation = match on.read.take() {
        Some(read) => read,
        None => Box::new(delegations::load(&app.db, on.id).await?.ok_or(Refusal::NotFound)?),
    };
    let command = command(app, delegate, &delegation).await?;
    on.read = Some(delegation);
    perform_on(app, on, by, &command, None).await
}

/// Whether the delegate's yes would be taken at this moment.
///
/// # Errors
/// When the database fails.
pub async fn would_be_done(app: &App, delegate: PersonId, delegation: &Delegation) -> Result<bool, Failed> {
    match command(app, delegate, delegation).await {
        Ok(command) => {
            let by = Actor::Citizen { id: delegate };
            Ok(would_change(delegation, &command, &by, app.clock.now()))
        }
        Err(Failed::Refused(_)) => Ok(false),
        Err(failed) => Err(failed),
    }
}

/// The command with what is known of the person at this moment.
async fn command(app: &App, delegate: PersonId, delegation: &Delegation) -> Result<Command, Failed> {
    let of = (delegation.id, &delegation.practice);
    let known = invitations::answering(&app.db, of, delegate).await?.ok_or(Refusal::NotFound)?;
    let born = known.born.ok_or(Refusal::NotFound)?;
    Ok(Command::Accept {
        standing: Standing { born, proofed: true, practice_enabled: known.practice_enabled },
        matches_invitation: known.described == born,
        practice_enabled: known.still_takes_part,
        today: app.clock.today_in_london(),
    })
}
