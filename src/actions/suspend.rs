//! The practice pauses the access.

use crate::app::App;
use domain::delegation::{Command, SuspendReason, Tell};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Pauses it, with the reason, what each of the two may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn suspend(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (reason, tell, note): (SuspendReason, Tell, Option<&str>),
) -> Result<Done, Failed> {
    decide(app, on, by, &Command::Suspend { reason, tell }, note).await
}
