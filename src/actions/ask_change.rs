//! The delegator asks the practice for other access than is set.

use crate::app::App;
use domain::Access;
use domain::delegation::{Command, Delegation, Refusal};

use super::by::By;
use super::on::On;
use super::perform::{Done, Failed, perform_on};

/// Asks; what was asked for before is replaced. For more than is set the delegator has said that nobody presses them.
///
/// # Errors
/// See [`Failed`].
pub async fn ask_change(
    app: &App,
    by: impl Into<By>,
    on: impl Into<On>,
    (access, free_of_pressure): (Access, bool),
) -> Result<Done, Failed> {
    let command = Command::AskChange { access, free_of_pressure, today: app.clock.today_in_london() };
    perform_on(app, on.into(), by.into(), &command, None).await
}

/// Takes back what was asked for, in `seen`: the delegator asks for what is set, which ends the wish. Nothing is asked for
/// anew when the practice was first: it is another version then.
///
/// # Errors
/// See [`Failed`].
pub async fn take_back(app: &App, by: impl Into<By>, seen: &Delegation) -> Result<Done, Failed> {
    let set = seen.set.clone().ok_or(Refusal::NotFound)?;
    let by = By { expected: Some(vec![seen.version]), ..by.into() };
    ask_change(app, by, seen, (set, false)).await
}
