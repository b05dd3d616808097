//! The practice has changed the access in its own system.

use crate::app::App;
use domain::delegation::{Checklist, Command, Granted};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Records what is set now; with a checklist where it is more than before.
///
/// # Errors
/// See [`Failed`].
pub async fn change(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (checklist, granted): (Option<Checklist>, Granted),
) -> Result<Done, Failed> {
    let command = Command::Change { checklist, granted, today: app.clock.today_in_london() };
    decide(app, on, by, &command, None).await
}
