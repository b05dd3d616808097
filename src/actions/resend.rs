//! The delegator has an invitation sent once more.

use crate::app::App;
use domain::delegation::Command;

use super::by::By;
use super::on::On;
use super::perform::{Done, Failed, perform_on};

/// Sends it again, once a day and three times at most; one that goes by no e-mail gets a new code, and the old one is dead.
///
/// # Errors
/// See [`Failed`].
pub async fn resend(app: &App, by: impl Into<By>, on: impl Into<On>) -> Result<Done, Failed> {
    perform_on(app, on.into(), by.into(), &Command::Resend, None).await
}
