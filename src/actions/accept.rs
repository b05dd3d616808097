//! The delegate says yes.

use crate::app::App;
use crate::storage::{delegations, invitations, people, practices};
use domain::delegation::{Command, Delegation, Refusal, would_change};
use domain::eligibility::Standing;
use domain::{Actor, DelegationId, PersonId};

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Accepts the invitation. The person must be the one invited by NHS number (their id) and date of birth, adult, and
/// registered at a practice of the trial at this moment (docs/life.md#answering).
///
/// # Errors
/// See [`Failed`].
pub async fn accept(app: &App, by: impl Into<By>, id: DelegationId) -> Result<Done, Failed> {
    let by = by.into();
    let Actor::Citizen { id: delegate } = by.actor else { return Err(Refusal::NotFound.into()) };
    let delegation = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let command = command(app, delegate, &delegation).await?;
    perform(app, id, by, &command, None).await
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
    let person = people::find(&app.db, delegate).await?.ok_or(Refusal::NotFound)?;
    let invitation = invitations::find(&app.db, delegation.id).await?.ok_or(Refusal::NotFound)?;
    let born = person.birth_date.ok_or(Refusal::NotFound)?;
    let still_takes_part = practices::is_enabled(&app.db, &delegation.practice).await?;
    let practice_enabled = match &person.practice {
        Some(practice) => practices::is_enabled(&app.db, practice).await?,
        None => false,
    };
    Ok(Command::Accept {
        standing: Standing { born, proofed: true, practice_enabled },
        matches_invitation: invitation.birth_date == born,
        practice_enabled: still_takes_part,
        today: app.clock.today_in_london(),
    })
}
