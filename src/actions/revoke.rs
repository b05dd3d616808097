//! The practice stops the access.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Command, RevokeReason, TellThem};

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Stops it, with the reason, what may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn revoke(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (reason, tell, note): (RevokeReason, TellThem, Option<&str>),
) -> Result<Done, Failed> {
    perform(app, id, by, &Command::Revoke { reason, tell }, note).await
}
