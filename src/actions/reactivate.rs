//! The practice has set the access again, after it had ended.

use crate::app::App;
use domain::delegation::{Checklist, Command, Granted};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Records consent and what was set.
///
/// # Errors
/// See [`Failed`].
pub async fn reactivate(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (checklist, granted): (Checklist, Granted),
) -> Result<Done, Failed> {
    let command = Command::Reactivate { checklist, granted, today: app.clock.today_in_london() };
    decide(app, on, by, &command, None).await
}
