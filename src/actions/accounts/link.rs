//! A citizen links an account that a practice has made for them: by the number and the key on a letter, the practice's code, and what
//! they are called and when they were born. Whatever does not match is answered alike, and tries are counted.

use time::{Date, Duration};
use uuid::Uuid;

use crate::actions::by::By;
use crate::actions::perform::perform;
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::accounts::made_id::made_id;
use crate::storage::accounts::{kept, keys, traced};
use crate::storage::attempts::{self, Counted};
use crate::storage::people;
use domain::account::key::{TRIES_AN_HOUR, is_worn_out};
use domain::account::{
    Account, AccountId, AccountNumber, Command, LinkageKey, OnlineAccountId, Refusal, RevokeKeyReason, Tell,
    Tries,
};
use domain::{Actor, OdsCode, PersonId, PersonName, SameName};

use super::failed::{Done, Failed};
use super::keys::{is_kept, revoke};
use super::letters::telling;

/// How often it is looked again where others changed the account meanwhile.
const TIMES: usize = 5;

/// What somebody typed from a letter, and of themselves. No `Debug`: it holds a key.
#[derive(Clone)]
pub struct Typed {
    /// The number of the account.
    pub number: String,
    /// The code of the practice.
    pub practice: String,
    /// The linkage key.
    pub key: String,
    /// Their last name.
    pub family_name: String,
    /// When they were born.
    pub birth_date: Date,
}

/// The online account of somebody who signs in here: by NHS login, of which each has one.
pub fn signed_in(person: PersonId) -> OnlineAccountId {
    OnlineAccountId::signed_in(person)
}

/// Links the account.
///
/// # Errors
/// [`Refusal::NotMatched`] for whatever is wrong, [`Refusal::TooManyTries`] after five within an hour, by the person or by those whose
/// account it is not; see also [`Failed`].
pub async fn link(app: &App, person: PersonId, to: OnlineAccountId, typed: &Typed) -> Result<Done, Failed> {
    // That of the person stays counted whatever comes of it: who has one good letter would guess at others without end.
    may_try(app, Counted::Linker(person)).await?;
    let named = OdsCode::parse(&typed.practice).ok().zip(AccountNumber::parse(&typed.number));
    let (practice, number) = named.ok_or(Refusal::NotMatched)?;
    let Some(id) = theirs(app, person, (&practice, number)).await? else {
        // Nothing that they type links it. What others try with an account is counted apart, whether there is one or not, and is
        // nothing to whose it is: nobody locks them out, or has their key revoked.
        may_try(app, Counted::Account(counted(&practice, number))).await?;
        return Err(Refusal::NotMatched.into());
    };
    for _ in 0..TIMES {
        let account = kept::load(&app.db, id).await?.ok_or(Refusal::NotMatched)?;
        // Looked at for this version alone: a key that is reset meanwhile links nothing.
        let expected = Some(vec![account.version]);
        let by = By { expected, tell: Some(Tell::BOTH), ..By::from(person) };
        let matches = matches(app, &account, typed).await?;
        let command = telling(&by, Command::Link { to, matches, tries: Tries::default() });
        match perform::<Account>(app, id, by, &command, None).await {
            Ok(done) => {
                keys::right(&app.db, id).await?;
                return Ok(done);
            }
            Err(Failed::Changed(_)) => {}
            Err(Failed::Refused(Refusal::NotMatched)) => return wrong(app, id).await,
            Err(failed) => return Err(failed),
        }
    }
    Err(StorageError::Conflict.into())
}

/// Counts one more try.
async fn may_try(app: &App, counted: Counted) -> Result<(), Failed> {
    let now = app.clock.now();
    let may = attempts::begin(&app.db, counted, (now, now - Duration::HOUR), TRIES_AN_HOUR).await?;
    if may { Ok(()) } else { Err(Refusal::TooManyTries.into()) }
}

/// The account that the letter names, if it is this person's.
pub(super) async fn theirs(
    app: &App,
    person: PersonId,
    (practice, number): (&OdsCode, AccountNumber),
) -> Result<Option<AccountId>, StorageError> {
    let named = kept::named(&app.db, practice, number).await?;
    let own = kept::of(&app.db, person, practice).await?;
    Ok(own.filter(|own| named == Some(*own)))
}

/// By what the tries of others with an account are counted.
fn counted(practice: &OdsCode, number: AccountNumber) -> Uuid {
    made_id(&[b"account", practice.as_str().as_bytes(), number.digits().as_bytes()])
}

/// Whether key and demographics are those of the account. Whose sign-in it is, the rules look at.
async fn matches(app: &App, account: &Account, typed: &Typed) -> Result<bool, StorageError> {
    let secret = app.config.accounts.linkage_secret.as_ref();
    let Some((secret, key)) = secret.zip(LinkageKey::parse(&typed.key)) else { return Ok(false) };
    let Some(hash) = keys::find(&app.db, account.id).await? else { return Ok(false) };
    if !is_kept(secret, account.id, &key, &hash) {
        return Ok(false);
    }
    let described = traced::find(&app.db, &account.practice, account.person).await?;
    let person = people::find(&app.db, account.person).await?;
    let by_practice = described.map(|described| (described.name, described.birth_date));
    let by_sign_in = person.and_then(|person| person.name.zip(person.birth_date));
    let is_so = |(name, born): (PersonName, Date)| {
        SameName::family(&typed.family_name, &name.family) && born == typed.birth_date
    };
    Ok(by_practice.is_some_and(is_so) || by_sign_in.is_some_and(is_so))
}

/// Counts a wrong try against the key; one that was guessed at too often in a row is revoked.
async fn wrong(app: &App, id: AccountId) -> Result<Done, Failed> {
    let in_a_row = keys::wrong(&app.db, id).await?;
    if in_a_row.is_some_and(is_worn_out) {
        tracing::warn!(account = %id, "a linkage key was guessed at too often and is revoked");
        let by = By { tell: Some(Tell::BOTH), ..By::from(Actor::System) };
        revoke(app, by, id, (RevokeKeyReason::TooManyTries, None)).await?;
    }
    Err(Refusal::NotMatched.into())
}
