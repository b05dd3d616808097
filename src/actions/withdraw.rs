//! A citizen takes a request back before the practice has decided.

use crate::app::App;
use domain::delegation::Command;

use super::by::By;
use super::on::On;
use super::perform::{Done, Failed, perform_on};

/// Withdraws the request.
///
/// # Errors
/// See [`Failed`].
pub async fn withdraw(app: &App, by: impl Into<By>, on: impl Into<On>) -> Result<Done, Failed> {
    perform_on(app, on.into(), by.into(), &Command::Withdraw, None).await
}
