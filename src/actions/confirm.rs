//! The practice says that it has set the access in its own system.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Checklist, Command, Granted};

use super::by::By;
use super::case_work::decide;
use super::perform::{Done, Failed};

/// Confirms, with what was really set.
///
/// # Errors
/// See [`Failed`].
pub async fn confirm(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (checklist, granted): (Checklist, Granted),
) -> Result<Done, Failed> {
    let command = Command::Confirm { checklist, granted, today: app.clock.today_in_london() };
    decide(app, id, by, &command, None).await
}
