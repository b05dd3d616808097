//! The practice leaves the access as it is, though the delegator asked for a change.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::Command;

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Records it, with a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn decline_change(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    note: Option<&str>,
) -> Result<Done, Failed> {
    perform(app, id, by, &Command::DeclineChange, note).await
}
