//! The practice says no.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Command, RefusalReason, Tell};

use super::by::By;
use super::case_work;
use super::perform::{Done, Failed, perform};

/// Refuses, with the reason, what each of the two may be told of it, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn refuse(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (reason, tell, note): (RefusalReason, Tell, Option<&str>),
) -> Result<Done, Failed> {
    case_work::decided(app, id, perform(app, id, by, &Command::Refuse { reason, tell }, note).await).await
}
