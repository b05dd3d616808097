//! Access that was set is stopped: by the practice, or by a citizen (docs/sources.md#proxy-mvp).

use crate::app::App;
use domain::delegation::{Command, RevokeReason, Tell};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed, perform_on};

/// Stops it, with the reason, what each of the two may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn revoke(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (reason, tell, note): (RevokeReason, Tell, Option<&str>),
) -> Result<Done, Failed> {
    decide(app, on, by, &Command::Revoke { reason, tell }, note).await
}

/// A citizen stops it at once; the practice is asked to remove it in its own system.
///
/// # Errors
/// See [`Failed`].
pub async fn revoke_as_citizen(app: &App, by: impl Into<By>, on: impl Into<On>) -> Result<Done, Failed> {
    let command = Command::Revoke { reason: RevokeReason::DelegatorRequest, tell: Tell::OUTCOME };
    perform_on(app, on.into(), by.into(), &command, None).await
}
