//! The practice says that it has set the access in its own system.

use crate::app::App;
use domain::delegation::{Checklist, Command, Granted};

use super::by::By;
use super::case_work::decide;
use super::on::On;
use super::perform::{Done, Failed};

/// Confirms, with what was really set. The next look at PDS is at this one: the patient may have moved while it waited here.
///
/// # Errors
/// See [`Failed`].
pub async fn confirm(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (checklist, granted): (Checklist, Granted),
) -> Result<Done, Failed> {
    let command = Command::Confirm { checklist, granted, today: app.clock.today_in_london() };
    decide(app, on, by, &command, None).await
}
