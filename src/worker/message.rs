//! Sends one message of the ledger: a citizen's by e-mail, a practice's by the way it chose.

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::messages::Entry;
use crate::storage::outbox::Job;
use domain::delegation::Recipient;

use super::case::gather;
use super::email::{NotSent, send_email};
use super::practice::send_to_practice;

/// Sends it, with the key by which the far side can tell a repeat.
pub(super) async fn send_message(
    app: &App,
    entry: &Entry,
    job: &Job,
) -> Result<Result<(), NotSent>, StorageError> {
    let Some(case) = gather(app, entry).await? else { return Ok(Err(NotSent::Unreadable)) };
    let address = match entry.recipient {
        Recipient::Practice if case.settings.leaves_out(entry.message) => {
            return Ok(Err(NotSent::SwitchedOff));
        }
        Recipient::Practice => return send_to_practice(app, entry, job, case).await,
        Recipient::Delegator => case.delegator.email.clone(),
        // By the address of the invitation until they have signed in here and said yes: it may be one that the patient typed.
        Recipient::Delegate => {
            let (invited, own) = (case.invitation.email.clone(), case.delegate.email.clone());
            if case.delegation.accepted == Some(true) { own.or(invited) } else { invited.or(own) }
        }
    };
    let Some(address) = address else { return Ok(Err(NotSent::NoAddress)) };
    let facts = case.facts(app, entry, false);
    Ok(send_email(app, entry, &job.key, (address, &facts)).await)
}
