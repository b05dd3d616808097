//! The practice says that it has set the access in its own system.

use crate::app::App;
use crate::storage::rechecks;
use domain::DelegationId;
use domain::delegation::{Checklist, Command, Granted};

use super::by::By;
use super::case_work::decide;
use super::perform::{Done, Failed};

/// Confirms, with what was really set. The next look at PDS is at this one: the patient may have moved while it waited here.
///
/// # Errors
/// See [`Failed`].
pub async fn confirm(
    app: &App,
    by: impl Into<By>,
    id: DelegationId,
    (checklist, granted): (Checklist, Granted),
) -> Result<Done, Failed> {
    let command = Command::Confirm { checklist, granted, today: app.clock.today_in_london() };
    let done = decide(app, id, by, &command, None).await?;
    if done.changed
        && let Err(error) = rechecks::at_once(&app.db, id).await
    {
        tracing::warn!(%id, %error, "what was set is compared with PDS in its turn, and not at once");
    }
    Ok(done)
}
