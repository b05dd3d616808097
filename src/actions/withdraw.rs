//! A citizen takes a request back before the practice has decided.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::Command;

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Withdraws the request.
///
/// # Errors
/// See [`Failed`].
pub async fn withdraw(app: &App, by: impl Into<By>, id: DelegationId) -> Result<Done, Failed> {
    perform(app, id, by, &Command::Withdraw, None).await
}
