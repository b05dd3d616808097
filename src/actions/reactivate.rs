//! The practice has set the access again, after it had ended.

use crate::app::App;
use domain::delegation::{Checklist, Command};
use domain::{Access, DelegationId};

use super::by::By;
use super::perform::{Done, Failed, perform};

/// Records consent and what was set.
///
/// # Errors
/// See [`Failed`].
pub async fn reactivate(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (checklist, access): (Checklist, Access),
) -> Result<Done, Failed> {
    let command = Command::Reactivate { checklist, access, today: app.clock.today_in_london() };
    perform(app, id, by, &command, None).await
}
