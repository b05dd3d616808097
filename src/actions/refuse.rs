//! The practice says no.

use crate::app::App;
use crate::domain::delegation::{Command, RefusalReason, TellThem};
use crate::domain::{Actor, DelegationId};

use super::perform::{Done, Failed, perform};

/// Refuses, with the reason, what may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn refuse(
    app: &App,
    staff: &Actor,
    id: DelegationId,
    (reason, tell, note): (RefusalReason, TellThem, Option<&str>),
) -> Result<Done, Failed> {
    perform(app, id, staff, &Command::Refuse { reason, tell }, note).await
}
