//! The practice has removed the access in its own system.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::Command;

use super::by::By;
use super::case_work::decide;
use super::perform::{Done, Failed};

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
    decide(app, id, by, &Command::Remove, note).await
}
