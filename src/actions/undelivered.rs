//! An invitation that no mail server took: the delegator has it sent again, also to another address.
//!
//! The link in it lets nobody in who is not the invited person, so that its address needs no check of its own.

use uuid::Uuid;

use crate::app::App;
use crate::storage::messages::{self, Entry};
use crate::storage::{StorageError, delegations, invitations, outbox};
use domain::delegation::{Message, Recipient, Refusal, Stage};
use domain::{Actor, DelegationId, EmailAddress, Party, PersonId};

use super::perform::Failed;

/// So many other addresses are taken: what fails so often is not a mistyped letter, and nobody finds out by us which mailboxes
/// there are.
const ADDRESSES: i32 = 10;

/// The invitation among the messages of a delegation, where the last of it could not be delivered.
pub fn undelivered(entries: &[Entry]) -> Option<&Entry> {
    let is_invitation = |entry: &&Entry| {
        entry.recipient == Recipient::Delegate
            && matches!(entry.message, Message::Invitation | Message::Reminder)
    };
    entries.iter().rev().find(is_invitation).filter(|last| last.failed_at.is_some() && last.sent_at.is_none())
}

/// The address that the delegator gave; none for others, or when nothing is undelivered.
///
/// # Errors
/// See [`Failed`].
pub async fn entered_address(app: &App, by: PersonId, id: DelegationId) -> Result<EmailAddress, Failed> {
    failed_message(app, by, id).await?;
    let invitation = invitations::find(&app.db, id).await?;
    let entered = invitation.ok_or(StorageError::Corrupt("invitation"))?.entered_email;
    Ok(entered.ok_or(Refusal::NotFound)?)
}

/// Sends it to `to`, in one transaction with the change of the address.
///
/// # Errors
/// See [`Failed`].
pub async fn send_again(app: &App, by: PersonId, id: DelegationId, to: &EmailAddress) -> Result<(), Failed> {
    let message = failed_message(app, by, id).await?;
    let entered = entered_address(app, by, id).await?;
    // Where the operator lets no address count but PDS's, that is tried again, and no other is taken.
    let may_readdress = app.config.messages.use_entered_email;
    if !may_readdress && entered != *to {
        return Err(Refusal::ResentLately.into());
    }
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    if may_readdress && !invitations::readdress(&mut *transaction, id, to, ADDRESSES).await? {
        return Err(Refusal::ResentLately.into());
    }
    if outbox::retry(&mut *transaction, Some(message), app.clock.now()).await? == 0 {
        return Err(Refusal::NotFound.into());
    }
    transaction.commit().await.map_err(StorageError::from)?;
    Ok(())
}

async fn failed_message(app: &App, by: PersonId, id: DelegationId) -> Result<Uuid, Failed> {
    let delegation = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    if (Actor::Citizen { id: by }).party(&delegation) != Some(Party::Delegator) {
        return Err(Refusal::NotFound.into());
    }
    if delegation.stage != Stage::Invited {
        return Err(Refusal::WrongStage(delegation.stage).into());
    }
    let entries = messages::of_delegation(&app.db, id).await?;
    let entry = undelivered(&entries).ok_or(Refusal::NotFound)?;
    Ok(entry.id)
}
