//! The practice ends the pause.

use crate::app::App;
use domain::delegation::{Command, Tell};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Lets it go on, with who is told, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn resume(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (tell, note): (Tell, Option<&str>),
) -> Result<Done, Failed> {
    decide(app, on, by, &Command::Resume(tell), note).await
}
