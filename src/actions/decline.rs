//! The delegate says no.

use crate::app::App;
use domain::delegation::{Command, DeclineReason};

use super::by::By;
use super::on::On;
use super::perform::{Done, Failed, perform_on};

/// Declines the invitation; the reason is told to nobody.
///
/// # Errors
/// See [`Failed`].
pub async fn decline(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    reason: Option<DeclineReason>,
) -> Result<Done, Failed> {
    perform_on(app, on.into(), by.into(), &Command::Decline(reason), None).await
}
