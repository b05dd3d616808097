//! The address of a practice's messages is changed when both mailboxes agree: each gets a letter with a link.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::address_changes::{self, AddressChange, Mailbox};
use domain::Actor;
use domain::delegation::Refusal;

use super::perform::Failed;

/// How a click on a link ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clicked {
    /// This mailbox has confirmed; the other has not yet.
    Half,
    /// The address counts.
    Counts,
    /// It can no longer be confirmed.
    TooLate,
}

/// The code of a link: 43 URL-safe characters, the id and 16 bytes of HMAC-SHA256, another for each mailbox.
pub fn code(secret: &SecretString, id: Uuid, mailbox: Mailbox) -> String {
    let mut bytes = id.as_bytes().to_vec();
    bytes.extend(tag(secret, id, mailbox).as_ref().iter().take(16));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The wish and the mailbox that a code is for; none for every code that is not ours.
pub fn read(secret: &SecretString, code: &str) -> Option<(Uuid, Mailbox)> {
    let bytes = URL_SAFE_NO_PAD.decode(code).ok()?;
    let (id, given) = bytes.split_at_checked(16)?;
    let id = Uuid::from_slice(id).ok()?;
    let is_of = |mailbox: &Mailbox| {
        let expected = tag(secret, id, *mailbox);
        let expected = expected.as_ref().get(..16);
        expected.is_some_and(|tag| aws_lc_rs::constant_time::verify_slices_are_equal(tag, given).is_ok())
    };
    [Mailbox::Old, Mailbox::New].into_iter().find(is_of).map(|mailbox| (id, mailbox))
}

fn tag(secret: &SecretString, id: Uuid, mailbox: Mailbox) -> hmac::Tag {
    let side = match mailbox {
        Mailbox::Old => b"old-address:".as_slice(),
        Mailbox::New => b"new-address:".as_slice(),
    };
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    hmac::sign(&key, &[side, id.as_bytes()].concat())
}

/// The wish that a link is for, whatever has become of it.
///
/// # Errors
/// When the database fails.
pub async fn find(app: &App, code: &str) -> Result<Option<(AddressChange, Mailbox)>, Failed> {
    let Some((id, mailbox)) = read(&app.config.server.link_secret, code) else { return Ok(None) };
    let change = address_changes::find(&app.db, id).await?;
    Ok(change.map(|change| (change, mailbox)))
}

/// A mailbox confirms. Doing so again is harmless.
///
/// # Errors
/// When the database fails.
pub async fn confirm(app: &App, change: &AddressChange, mailbox: Mailbox) -> Result<Clicked, Failed> {
    if change.is_done {
        return Ok(Clicked::Counts);
    }
    let now = app.clock.now();
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    let confirmed = address_changes::confirm(&mut transaction, (change.id, mailbox), now).await?;
    let Some(change) = confirmed else { return Ok(Clicked::TooLate) };
    let clicked = match change.is_confirmed() {
        false => Clicked::Half,
        true if address_changes::count(&mut transaction, &change, now).await? => Clicked::Counts,
        // The operator of the service has set another address meanwhile.
        true => {
            address_changes::end(&mut *transaction, (&change.practice, Some(change.id)), now).await?;
            Clicked::TooLate
        }
    };
    transaction.commit().await.map_err(StorageError::from)?;
    tracing::info!(practice = %change.practice, ?mailbox, ?clicked, "a mailbox confirmed a change of address");
    Ok(clicked)
}

/// A mailbox says that this is not right: the address stays. A wish that came after it is another, and stays open.
///
/// # Errors
/// When the database fails.
pub async fn refuse(app: &App, change: &AddressChange) -> Result<(), Failed> {
    if address_changes::end(&app.db, (&change.practice, Some(change.id)), app.clock.now()).await? {
        tracing::info!(practice = %change.practice, "a mailbox refused a change of address");
    }
    Ok(())
}

/// Somebody of the practice calls it off.
///
/// # Errors
/// [`Refusal::NotFound`] to everybody but staff; see also [`Failed`].
pub async fn call_off(app: &App, by: &Actor) -> Result<(), Failed> {
    match by {
        Actor::Staff { practice, .. } => {
            if address_changes::end(&app.db, (practice, None), app.clock.now()).await? {
                tracing::info!(%practice, "a change of address was called off");
            }
            Ok(())
        }
        Actor::Citizen { .. } | Actor::Program { .. } | Actor::InvitationLink { .. } | Actor::System => {
            Err(Refusal::NotFound.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_for_one_mailbox_and_no_other_code_is_read() {
        let secret = SecretString::from("a secret of at least thirty-two characters");
        let id = Uuid::from_u128(7);
        let [old, new] = [Mailbox::Old, Mailbox::New].map(|mailbox| code(&secret, id, mailbox));
        assert_ne!(old, new);
        assert_eq!(read(&secret, &old), Some((id, Mailbox::Old)));
        assert_eq!(read(&secret, &new), Some((id, Mailbox::New)));
        assert_eq!(read(&"another secret of thirty-two characters".into(), &old), None);
        assert_eq!(read(&secret, &old[..20]), None);
        let invitation = super::super::invitation_link::code(&secret, domain::DelegationId(id));
        assert_eq!(read(&secret, &invitation), None, "an invitation's link confirms no address");
    }
}
