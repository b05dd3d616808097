//! The practice stops the access.

use crate::app::App;
use crate::domain::delegation::{Command, RevokeReason, TellThem};
use crate::domain::{Actor, DelegationId};

use super::perform::{Done, Failed, perform};

/// Stops it, with the reason, what may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn revoke(
    app: &App,
    staff: &Actor,
    id: DelegationId,
    (reason, tell, note): (RevokeReason, TellThem, Option<&str>),
) -> Result<Done, Failed> {
    perform(app, id, staff, &Command::Revoke { reason, tell }, note).await
}
