//! A citizen stops access that was set (seed 001 "Revoke Delegation").

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Command, RevokeReason, TellThem};

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Stops the access at once; the practice is asked to remove it in its own system.
///
/// # Errors
/// See [`Failed`].
pub async fn stop(app: &App, by: impl Into<By>, id: DelegationId) -> Result<Done, Failed> {
    let command = Command::Revoke { reason: RevokeReason::DelegatorRequest, tell: TellThem::Outcome };
    perform(app, id, by, &command, None).await
}
