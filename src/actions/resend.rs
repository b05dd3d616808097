//! The delegator has an invitation sent once more.

use crate::app::App;
use crate::domain::delegation::Command;
use crate::domain::{Actor, DelegationId, PersonId};

use super::perform::{Done, Failed, perform};

/// Sends it again, once a day and three times at most.
///
/// # Errors
/// See [`Failed`].
pub async fn resend(app: &App, delegator: PersonId, id: DelegationId) -> Result<Done, Failed> {
    perform(app, id, &Actor::Citizen { id: delegator }, &Command::ResendInvitation, None).await
}
