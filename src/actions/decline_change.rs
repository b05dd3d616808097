//! The practice leaves the access as it is, though the delegator asked for a change.

use crate::app::App;
use domain::delegation::{Command, TellThem};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Records it, with what the delegator is told, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn decline_change(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (tell, note): (TellThem, Option<&str>),
) -> Result<Done, Failed> {
    decide(app, on, by, &Command::DeclineChange(tell), note).await
}
