//! A citizen takes a request back before the practice has decided.

use crate::app::App;
use crate::domain::delegation::Command;
use crate::domain::{Actor, DelegationId, PersonId};

use super::perform::{Done, Failed, perform};

/// Withdraws the request.
///
/// # Errors
/// See [`Failed`].
pub async fn withdraw(app: &App, citizen: PersonId, id: DelegationId) -> Result<Done, Failed> {
    perform(app, id, &Actor::Citizen { id: citizen }, &Command::Withdraw, None).await
}
