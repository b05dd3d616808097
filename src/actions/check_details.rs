//! The check of the delegate's details with PDS, done by the worker after the request was kept
//! (docs/architecture.md#outside-systems-fail).

use crate::app::App;
use crate::integrations::Upstream;
use crate::integrations::pds::{Patience, PdsRecord};
use crate::storage::invitations::Invitation;
use crate::storage::{StorageError, delegations, invitations, people, practices};
use domain::delegation::{Command, ContactSource, Delegation, Refusal, Stage};
use domain::{Actor, DelegationId};

use super::pds::{held, record_of};
use super::perform::{Failed, perform};

/// Why the check is not done yet.
#[derive(Debug, thiserror::Error)]
pub enum NotChecked {
    /// PDS gave no answer; the request waits and is checked later.
    #[error(transparent)]
    Upstream(#[from] Upstream),
    /// The answer could not be recorded.
    #[error(transparent)]
    Failed(#[from] Failed),
}

impl From<StorageError> for NotChecked {
    fn from(error: StorageError) -> NotChecked {
        NotChecked::Failed(error.into())
    }
}

/// Asks PDS about the delegate and confirms or rejects the details. Harmless when that was done before.
///
/// # Errors
/// See [`NotChecked`]; the worker tries again later.
pub async fn check_details(app: &App, id: DelegationId, asking: (&str, Patience)) -> Result<(), NotChecked> {
    let missing = || NotChecked::Failed(Refusal::NotFound.into());
    let delegation = delegations::load(&app.db, id).await?.ok_or_else(missing)?;
    if delegation.stage != Stage::Checking {
        return Ok(());
    }
    let invitation = invitations::find(&app.db, id).await?.ok_or_else(missing)?;
    let delegator = people::find(&app.db, delegation.delegator).await?.ok_or_else(missing)?;
    let delegate = people::find(&app.db, delegation.delegate).await?.ok_or_else(missing)?;
    // Neither of the two may be restricted or deceased (docs/life.md#who-may-take-part). And a delegator who changed
    // practice since they signed in (an app acts for 30 days) signs in again: nothing of theirs goes to the practice
    // they left.
    let own = record_of(app, &delegator.nhs_number, asking).await?;
    let is_there = |own: &PdsRecord| own.practice.as_ref().is_none_or(|code| *code == delegation.practice);
    let command = match own.filter(|own| !own.restricted && !own.deceased && is_there(own)) {
        Some(_) => match record_of(app, &delegate.nhs_number, asking).await? {
            Some(record) => verdict(app, id, &invitation, &record).await?,
            None => Command::RejectDetails,
        },
        None => Command::RejectDetails,
    };
    perform::<Delegation>(app, id, &Actor::System, &command, None).await?;
    Ok(())
}

async fn verdict(
    app: &App,
    id: DelegationId,
    invitation: &Invitation,
    record: &PdsRecord,
) -> Result<Command, StorageError> {
    let confirmed = held(record).confirms(&invitation.name, invitation.birth_date);
    let practice_enabled = match &record.practice {
        Some(practice) => practices::is_enabled(&app.db, practice).await?,
        None => false,
    };
    if !confirmed || !practice_enabled {
        return Ok(Command::RejectDetails);
    }
    // No address is looked for: the delegator passes it on.
    let Some(entered) = &invitation.entered_email else {
        return Ok(Command::ConfirmDetails(ContactSource::Code));
    };
    let (email, source) = match &record.email {
        Some(email) => (email.clone(), ContactSource::Pds),
        None if app.config.messages.use_entered_email => (entered.clone(), ContactSource::Delegator),
        None => return Ok(Command::RejectDetails),
    };
    invitations::set_email(&app.db, id, &email).await?;
    Ok(Command::ConfirmDetails(source))
}
