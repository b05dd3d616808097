//! Linkage keys: drawn by chance, shown once to whoever prints the letter, and kept as a keyed hash alone
//! (docs/decisions/0059-back-by-itself-and-one-key.md).

use aws_lc_rs::hmac;
use secrecy::{ExposeSecret, SecretString};

use crate::actions::by::By;
use crate::app::App;
use domain::account::{Account, AccountId, Command, LinkageKey, Refusal, ResetReason, RevokeKeyReason};

use super::beside::{Beside, change};
use super::failed::{Done, Failed};
use super::letters::telling;

/// A key that was just made.
#[derive(Debug)]
pub struct Made {
    /// The key as people read it; it is never shown again.
    pub key: SecretString,
    /// How the account stands.
    pub after: Account,
}

/// Whether keys can be made here: without a secret for their hashes there are none.
pub fn are_made(app: &App) -> bool {
    app.config.accounts.linkage_secret.is_some()
}

/// Makes the first key; none when there is one already, which nobody can read any more.
///
/// # Errors
/// [`Refusal::NotFound`] where no keys are made here; see also [`Failed`].
pub async fn issue(app: &App, by: impl Into<By>, id: AccountId) -> Result<Option<Made>, Failed> {
    make(app, &by.into(), id, (Command::IssueKey, None)).await
}

/// Makes another key; whatever was linked is linked no more.
///
/// # Errors
/// [`Refusal::NotFound`] where no keys are made here; see also [`Failed`].
pub async fn reset(
    app: &App,
    by: impl Into<By>,
    id: AccountId,
    (reason, remark): (ResetReason, Option<&str>),
) -> Result<Option<Made>, Failed> {
    make(app, &by.into(), id, (Command::ResetKey(reason), remark)).await
}

/// There is no key any more, and nothing is linked.
///
/// # Errors
/// See [`Failed`].
pub async fn revoke(
    app: &App,
    by: impl Into<By>,
    id: AccountId,
    (reason, remark): (RevokeKeyReason, Option<&str>),
) -> Result<Done, Failed> {
    let by = by.into();
    let command = telling(&by, Command::RevokeKey(reason));
    change(app, &by, id, (&command, remark), &Beside::NoKey).await
}

/// Whether this key is the one whose hash is kept.
pub(super) fn is_kept(secret: &SecretString, id: AccountId, key: &LinkageKey, hash: &[u8]) -> bool {
    hmac::verify(&signing(secret), &signed(id, key), hash).is_ok()
}

async fn make(
    app: &App,
    by: &By,
    id: AccountId,
    (command, remark): (Command, Option<&str>),
) -> Result<Option<Made>, Failed> {
    let secret = app.config.accounts.linkage_secret.as_ref().ok_or(Refusal::NotFound)?;
    let key = LinkageKey::from_random(app.clock.eight_bytes());
    let hash = hmac::sign(&signing(secret), &signed(id, &key));
    let command = telling(by, command);
    let done = change(app, by, id, (&command, remark), &Beside::Key(hash.as_ref())).await?;
    Ok(done.changed.then(|| Made { key: key.grouped().into(), after: done.after }))
}

fn signing(secret: &SecretString) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes())
}

/// The key of one account means nothing at another.
fn signed(id: AccountId, key: &LinkageKey) -> Vec<u8> {
    [&b"linkage key:"[..], id.0.as_bytes(), &key.bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_hash_is_that_of_one_key_of_one_account_under_one_secret() {
        let secret = SecretString::from("a secret of at least thirty-two characters");
        let other = SecretString::from("another secret of thirty-two characters");
        let [mine, theirs] = [1, 2].map(|number| AccountId(Uuid::from_u128(number)));
        let key = LinkageKey::from_random([7; 8]);
        let hash = hmac::sign(&signing(&secret), &signed(mine, &key));
        assert!(is_kept(&secret, mine, &key, hash.as_ref()));
        assert!(!is_kept(&secret, theirs, &key, hash.as_ref()));
        assert!(!is_kept(&other, mine, &key, hash.as_ref()));
        assert!(!is_kept(&secret, mine, &LinkageKey::from_random([8; 8]), hash.as_ref()));
    }
}
