//! Messages about accounts: who is written to of a command, and one that was given up is tried again.

use uuid::Uuid;

use crate::actions::by::By;
use crate::app::App;
use crate::storage::accounts::{kept, letters};
use crate::storage::outbox;
use domain::Actor;
use domain::account::{AccountId, Command, Refusal, Side};

use super::failed::Failed;

/// The command, with who is written to of it, where that was said.
pub(super) fn telling(by: &By, command: Command) -> Command {
    match by.tell {
        Some(tell) => Command::Telling { command: Box::new(command), tell },
        None => command,
    }
}

/// A practice has a message about an account tried again that was given up; nothing happens to one that went, or still waits.
///
/// # Errors
/// [`Refusal::NotFound`] when the account is another practice's, or the message about something else; see also [`Failed`].
pub async fn retry(app: &App, by: &Actor, id: AccountId, message: Uuid) -> Result<(), Failed> {
    let account = kept::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    if account.side(by) != Some(Side::Practice) {
        return Err(Refusal::NotFound.into());
    }
    letters::find(&app.db, (id, message)).await?.ok_or(Refusal::NotFound)?;
    outbox::retry(&app.db, Some(message), app.clock.now()).await?;
    Ok(())
}
