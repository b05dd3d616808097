//! The practice ends the pause.

use crate::app::App;
use crate::domain::delegation::Command;
use crate::domain::{Actor, DelegationId};

use super::perform::{Done, Failed, perform};

/// Lets it go on, with a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn resume(app: &App, staff: &Actor, id: DelegationId, note: Option<&str>) -> Result<Done, Failed> {
    perform(app, id, staff, &Command::Resume, note).await
}
