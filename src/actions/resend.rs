//! The delegator has an invitation sent once more.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::Command;

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Sends it again, once a day and three times at most; one that goes by no e-mail gets a new code, and the old one is dead.
///
/// # Errors
/// See [`Failed`].
pub async fn resend(app: &App, by: impl Into<By>, id: DelegationId) -> Result<Done, Failed> {
    perform(app, id, by, &Command::Resend, None).await
}
