//! The practice has removed the access in its own system.

use crate::app::App;
use crate::domain::delegation::Command;
use crate::domain::{Actor, DelegationId};

use super::perform::{Done, Failed, perform};

/// Records that it is removed, with a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn remove(app: &App, staff: &Actor, id: DelegationId, note: Option<&str>) -> Result<Done, Failed> {
    perform(app, id, staff, &Command::ConfirmRemoved, note).await
}
