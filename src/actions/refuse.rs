//! The practice says no.

use crate::app::App;
use domain::delegation::{Command, RefusalReason, Tell};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Refuses, with the reason, what each of the two may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn refuse(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (reason, tell, note): (RefusalReason, Tell, Option<&str>),
) -> Result<Done, Failed> {
    decide(app, on, by, &Command::Refuse { reason, tell }, note).await
}
