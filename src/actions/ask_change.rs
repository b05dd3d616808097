//! The delegator asks the practice for other access than is set.

use crate::app::App;
use domain::delegation::Command;
use domain::{Access, DelegationId};

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Asks; what was asked for before is replaced. For more than is set the delegator has said that nobody presses them.
///
/// # Errors
/// See [`Failed`].
pub async fn ask_change(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (access, free_of_pressure): (Access, bool),
) -> Result<Done, Failed> {
    let command = Command::AskChange { access, free_of_pressure, today: app.clock.today_in_london() };
    perform(app, id, by, &command, None).await
}
