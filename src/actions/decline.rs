//! The delegate says no.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Command, DeclineReason};

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Declines the invitation; the reason is told to nobody.
///
/// # Errors
/// See [`Failed`].
pub async fn decline(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    reason: Option<DeclineReason>,
) -> Result<Done, Failed> {
    perform(app, id, by, &Command::Decline(reason), None).await
}
