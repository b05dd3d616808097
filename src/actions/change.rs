//! The practice has changed the access in its own system.

use crate::app::App;
use domain::delegation::Command;
use domain::{Access, DelegationId};

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Records what is set now.
///
/// # Errors
/// See [`Failed`].
pub async fn change(app: &App, by: impl Into<By>, id: DelegationId, access: Access) -> Result<Done, Failed> {
    let command = Command::Change { access, today: app.clock.today_in_london() };
    perform(app, id, by, &command, None).await
}
