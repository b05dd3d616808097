//! Access that was set is stopped: by the practice, or by a citizen (docs/sources.md#proxy-mvp).

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Command, RevokeReason, Tell};

use super::by::By;
use super::case_work::decide;
use super::perform::{Done, Failed, perform};

/// Stops it, with the reason, what each of the two may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn revoke(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (reason, tell, note): (RevokeReason, Tell, Option<&str>),
) -> Result<Done, Failed> {
    decide(app, id, by, &Command::Revoke { reason, tell }, note).await
}

/// A citizen stops it at once; the practice is asked to remove it in its own system.
///
/// # Errors
/// See [`Failed`].
pub async fn revoke_as_citizen(app: &App, by: impl Into<By>, id: DelegationId) -> Result<Done, Failed> {
    let command = Command::Revoke { reason: RevokeReason::DelegatorRequest, tell: Tell::OUTCOME };
    perform(app, id, by, &command, None).await
}
