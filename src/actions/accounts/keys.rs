//! Linkage keys: drawn by chance, shown once to whoever prints the letter, and kept as a keyed hash alone
//! (docs/decisions/0059-back-by-itself-and-one-key.md).

use aws_lc_rs::hmac;
use secrecy::{ExposeSecret, SecretString};

use crate::actions::by::By;
use crate::actions::perform::{Outcome, not_recorded};
use crate::app::App;
use crate::storage::accounts::{kept, keys};
use crate::storage::{StorageError, remarks};
use domain::account::{
    Account, AccountId, Command, LinkageKey, Refusal, ResetReason, RevokeKeyReason, decide,
};

use super::failed::{Done, Failed};

/// How often it is decided again where others were first.
const TRIES: usize = 5;

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
    make(app, &by.into(), id, (&Command::IssueKey, None)).await
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
    make(app, &by.into(), id, (&Command::ResetKey(reason), remark)).await
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
    change(app, &by.into(), id, (&Command::RevokeKey(reason), remark), None).await
}

/// Whether this key is the one whose hash is kept.
pub(super) fn is_kept(secret: &SecretString, id: AccountId, key: &LinkageKey, hash: &[u8]) -> bool {
    hmac::verify(&signing(secret), &signed(id, key), hash).is_ok()
}

async fn make(
    app: &App,
    by: &By,
    id: AccountId,
    what: (&Command, Option<&str>),
) -> Result<Option<Made>, Failed> {
    let secret = app.config.accounts.linkage_secret.as_ref().ok_or(Refusal::NotFound)?;
    let key = LinkageKey::from_random(app.clock.eight_bytes());
    let hash = hmac::sign(&signing(secret), &signed(id, &key));
    let done = change(app, by, id, what, Some(hash.as_ref())).await?;
    Ok(done.changed.then(|| Made { key: key.grouped().into(), after: done.after }))
}

/// Decides, and writes the events together with the hash, or its end: neither is there without the other.
async fn change(
    app: &App,
    by: &By,
    id: AccountId,
    (command, remark): (&Command, Option<&str>),
    hash: Option<&[u8]>,
) -> Result<Done, Failed> {
    for _ in 0..TRIES {
        let current = kept::load(&app.db, id).await?;
        let known = current.as_ref().filter(|account| account.side(&by.actor).is_some());
        if let (Some(account), Some(expected)) = (known, &by.expected)
            && !expected.contains(&account.version)
        {
            return Err(Failed::Changed(account.version));
        }
        let now = app.clock.now();
        let events = decide(current.as_ref(), command, &by.actor, now)?;
        if let (true, Some(after)) = (events.is_empty(), &current) {
            return Ok(Done { after: after.clone(), changed: false });
        }
        let first = current.as_ref().map_or(0, |account| account.version) + 1;
        let outcome = Outcome::<Account>::of(app, id, current, events, (by, now))?;
        match write(app, &outcome, (id, hash), remark.map(|text| (first, text))).await {
            Ok(()) => {
                outcome.log();
                return Ok(Done { after: outcome.after, changed: true });
            }
            Err(StorageError::Conflict) => {}
            Err(error) => return Err(not_recorded::<Account>(error)),
        }
    }
    Err(StorageError::Conflict.into())
}

async fn write(
    app: &App,
    outcome: &Outcome<Account>,
    (id, hash): (AccountId, Option<&[u8]>),
    remark: Option<(i32, &str)>,
) -> Result<(), StorageError> {
    let mut transaction = app.db.begin().await?;
    outcome.record(&mut *transaction).await?;
    match hash {
        Some(hash) => keys::keep(&mut *transaction, id, hash).await?,
        None => keys::forget(&mut *transaction, id).await?,
    }
    if let Some((version, text)) = remark {
        remarks::insert(&mut *transaction, id.0, version, text).await?;
    }
    transaction.commit().await?;
    Ok(())
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
