//! The practice has set the access again, after it had ended.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Checklist, Command, Granted};

use super::by::By;
use super::case_work::decide;
use super::perform::{Done, Failed};

/// Records consent and what was set.
///
/// # Errors
/// See [`Failed`].
pub async fn reactivate(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (checklist, granted): (Checklist, Granted),
) -> Result<Done, Failed> {
    let command = Command::Reactivate { checklist, granted, today: app.clock.today_in_london() };
    decide(app, id, by, &command, None).await
}
