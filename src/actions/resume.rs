//! The practice ends the pause.

use crate::app::App;
use domain::DelegationId;
use domain::delegation::{Command, Tell};

use super::by::By;
use super::case_work;
use super::perform::{Done, Failed, perform};

/// Lets it go on, with who is told, and a note that only the practice sees.
///
/// # Errors
/// See [`Failed`].
pub async fn resume(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (tell, note): (Tell, Option<&str>),
) -> Result<Done, Failed> {
    case_work::decided(app, id, perform(app, id, by, &Command::Resume(tell), note).await).await
}
