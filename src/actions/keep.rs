//! The practice leaves the access as it is, though the delegator asked for a change.

use crate::app::App;
use crate::domain::delegation::Command;
use crate::domain::{Actor, DelegationId};

use super::perform::{Done, Failed, perform};

/// Records it, with a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn keep(app: &App, staff: &Actor, id: DelegationId, note: Option<&str>) -> Result<Done, Failed> {
    perform(app, id, staff, &Command::DeclineChange, note).await
}
