//! The practice has removed the access in its own system.

use crate::app::App;
use domain::delegation::Command;

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Records that it is removed, with a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn remove(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    note: Option<&str>,
) -> Result<Done, Failed> {
    decide(app, on, by, &Command::Remove, note).await
}
