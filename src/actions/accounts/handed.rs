//! What NHS login hands over of somebody's account, in place of what they would type from a letter: sealed for their session, and used
//! once. It is tried as anything typed is.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::storage::accounts::kept;
use crate::storage::{StorageError, people, practices};
use domain::account::{AccountNumber, Refusal};
use domain::{OdsCode, PersonId};

use super::failed::{Done, Failed};
use super::link::{Typed, link, signed_in, theirs};
use super::seal::{For, open, seal};

pub use crate::integrations::nhs_login::Linkage;

/// How many bytes come before what is sealed: the nonce.
const NONCE: usize = 12;

/// Something that can be linked without typing.
pub struct Handed {
    /// The practice's name.
    pub practice: String,
    linkage: Linkage,
}

/// Sealed for the session of this person, where it is of use: it names an account of theirs that is not linked with their sign-in.
///
/// # Errors
/// When the database fails.
pub async fn sealed(app: &App, person: PersonId, linkage: &Linkage) -> Result<Option<String>, StorageError> {
    if !is_of_use(app, person, linkage).await? {
        return Ok(None);
    }
    let text = serde_json::to_vec(linkage).ok();
    let sealed = text.and_then(|text| seal(purpose(app), person.0.as_bytes(), text));
    Ok(sealed.map(|(bytes, nonce)| URL_SAFE_NO_PAD.encode([nonce, bytes].concat())))
}

/// Opened again, where it is still of use.
///
/// # Errors
/// When the database fails.
pub async fn opened(app: &App, person: PersonId, sealed: &str) -> Result<Option<Handed>, StorageError> {
    let Some(linkage) = read(app, person, sealed) else { return Ok(None) };
    let practice = match OdsCode::parse(&linkage.practice) {
        Ok(code) if is_of_use(app, person, &linkage).await? => practices::find(&app.db, &code).await?,
        Ok(_) | Err(_) => None,
    };
    Ok(practice.map(|practice| Handed { practice: practice.name, linkage }))
}

/// Links the account, as if its holder had typed all of it, with the name and the date of birth that NHS login knows them by.
///
/// # Errors
/// See [`link`].
pub async fn link_handed(app: &App, person: PersonId, handed: Handed) -> Result<Done, Failed> {
    let known = people::find(&app.db, person).await?;
    let known = known.and_then(|known| known.name.zip(known.birth_date));
    let (name, birth_date) = known.ok_or(Refusal::NotMatched)?;
    let Linkage { number, practice, key } = handed.linkage;
    let typed = Typed { number, practice, key, family_name: name.family, birth_date };
    link(app, person, signed_in(person), &typed).await
}

async fn is_of_use(app: &App, person: PersonId, linkage: &Linkage) -> Result<bool, StorageError> {
    let named = OdsCode::parse(&linkage.practice).ok().zip(AccountNumber::parse(&linkage.number));
    let Some((practice, number)) = named.filter(|_| app.config.accounts.linkage_secret.is_some()) else {
        return Ok(false);
    };
    let Some(id) = theirs(app, person, (&practice, number)).await? else { return Ok(false) };
    Ok(kept::load(&app.db, id).await?.is_some_and(|account| !account.is_linked(signed_in(person))))
}

fn read(app: &App, person: PersonId, sealed: &str) -> Option<Linkage> {
    let all = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (nonce, bytes) = all.split_at_checked(NONCE)?;
    let text = open(purpose(app), person.0.as_bytes(), (bytes.to_vec(), nonce))?;
    serde_json::from_slice(&text).ok()
}

fn purpose(app: &App) -> For<'_> {
    (&app.config.server.link_secret, b"handed over by NHS login")
}
