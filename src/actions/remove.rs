//! The practice has removed the access in its own system.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::Command;

use super::by::By;
use super::case_work;
use super::perform::{Done, Failed, perform};

/// Records that it is removed, with a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn remove(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    note: Option<&str>,
) -> Result<Done, Failed> {
    case_work::decided(app, id, perform(app, id, by, &Command::Remove, note).await).await
}
