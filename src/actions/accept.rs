//! The delegate says yes.

use crate::app::App;
use crate::storage::{delegations, invitations, people, practices};
use domain::delegation::{Command, Refusal};
use domain::eligibility::Standing;
use domain::{Actor, DelegationId};

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
    let person = people::find(&app.db, delegate).await?.ok_or(Refusal::NotFound)?;
    let invitation = invitations::find(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let born = person.birth_date.ok_or(Refusal::NotFound)?;
    let delegation = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let still_takes_part = practices::is_enabled(&app.db, &delegation.practice).await?;
    let practice_enabled = match &person.practice {
        Some(practice) => practices::is_enabled(&app.db, practice).await?,
        None => false,
    };
    let command = Command::Accept {
        standing: Standing { born, proofed: true, practice_enabled },
        matches_invitation: invitation.birth_date == born,
        practice_enabled: still_takes_part,
        today: app.clock.today_in_london(),
    };
    perform(app, id, by, &command, None).await
}
