//! The practice pauses the access.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Command, SuspendReason, Tell};

use super::by::By;
use super::case_work;
use super::perform::{Done, Failed, perform};

/// Pauses it, with the reason, what each of the two may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn suspend(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (reason, tell, note): (SuspendReason, Tell, Option<&str>),
) -> Result<Done, Failed> {
    case_work::decided(app, id, perform(app, id, by, &Command::Suspend { reason, tell }, note).await).await
}
