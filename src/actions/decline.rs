//! The delegate says no.

use crate::app::App;
use crate::domain::delegation::{Command, DeclineReason};
use crate::domain::{Actor, DelegationId, PersonId};

use super::perform::{Done, Failed, perform};

/// Declines the invitation; the reason is told to nobody.
///
/// # Errors
/// See [`Failed`].
pub async fn decline(
    app: &App,
    delegate: PersonId,
    id: DelegationId,
    reason: Option<DeclineReason>,
) -> Result<Done, Failed> {
    perform(app, id, &Actor::Citizen { id: delegate }, &Command::Decline(reason), None).await
}
