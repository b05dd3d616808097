//! The practice pauses the access.

use crate::app::App;
use crate::domain::delegation::{Command, SuspendReason};
use crate::domain::{Actor, DelegationId};

use super::perform::{Done, Failed, perform};

/// Pauses it, with the reason and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn suspend(
    app: &App,
    staff: &Actor,
    id: DelegationId,
    (reason, note): (SuspendReason, Option<&str>),
) -> Result<Done, Failed> {
    perform(app, id, staff, &Command::Suspend(reason), note).await
}
