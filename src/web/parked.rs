//! Forms of a session that are parked: sent too late, or half typed when their writer changed the language or their time was
//! up. Each stands in its page again when they come back to it, for them alone; several tabs have one each.
//!
//! A stranger's form is never parked: without a session of theirs, or one that ended by itself, nobody could ask for it again,
//! and anybody could fill the database.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::Session;

use crate::app::App;
use crate::storage::parked_forms;
pub use crate::storage::sessions::PARKED;
use domain::clock::Clock;

use super::failure::Failure;
use super::kept::{self, KEPT_FOR};
use super::whose::Owner;

/// Whose session ended here.
const ENDED: &str = "ended";

/// The largest that is parked: several times what can be typed into the longest of ours.
pub const LARGEST: usize = 16 * 1024;

/// Told to a page: its form is parked.
#[derive(Clone, Copy)]
pub struct HasParked;

/// A form that is parked.
#[derive(Serialize, Deserialize)]
pub struct ParkedForm {
    /// Path of the form.
    pub path: String,
    /// The body as it was sent.
    pub body: String,
    /// Its writer.
    pub owner: Owner,
    /// When it came.
    #[serde(with = "time::serde::timestamp")]
    pub at: OffsetDateTime,
}

/// Notes whose session ended here because its time was up: that stays known for a while.
///
/// # Errors
/// When the session cannot be read.
pub async fn note_ended(session: &Session, clock: &Clock, owner: &Owner) -> Result<(), Failure> {
    kept::write(session, ENDED, kept::json(owner)?, clock.now() + KEPT_FOR).await
}

/// Whose session ended here by itself, a short while ago.
///
/// # Errors
/// When the session cannot be read.
pub async fn ended(session: &Session) -> Result<Option<Owner>, Failure> {
    kept::read(session, ENDED).await
}

/// Parks a form, in place of the one of the same path before. The newest few of a session stay.
///
/// # Errors
/// When the database fails.
pub async fn park(app: &App, session: &Session, form: &ParkedForm) -> Result<(), Failure> {
    let Some(id) = session.id() else { return Ok(()) };
    Ok(parked_forms::park(&app.db, &id, (form.path.as_str(), &kept::json(form)?)).await?)
}

/// The forms that are parked.
///
/// # Errors
/// When the session cannot be read.
pub async fn all(session: &Session) -> Result<Vec<ParkedForm>, Failure> {
    Ok(kept::read(session, PARKED).await?.unwrap_or_default())
}

/// Puts forms into a session that is a new one.
///
/// # Errors
/// When the session cannot be read.
pub async fn carry_over(session: &Session, forms: &[ParkedForm], now: OffsetDateTime) -> Result<(), Failure> {
    kept::write(session, PARKED, kept::json(&forms)?, now + KEPT_FOR).await
}

/// Whether the form of this path is parked.
///
/// # Errors
/// When the session cannot be read.
pub async fn is_parked_for(session: &Session, path: &str) -> Result<bool, Failure> {
    Ok(all(session).await?.iter().any(|form| form.path == path))
}

/// Forgets all that is parked.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App, session: &Session) -> Result<(), Failure> {
    match session.id() {
        Some(id) => Ok(parked_forms::forget(&app.db, &id).await?),
        None => Ok(()),
    }
}

/// The form that is parked for `path`, once, and for its writer only.
///
/// # Errors
/// When the session cannot be read, or the database fails.
pub async fn unpark(
    app: &App,
    session: &Session,
    (path, owner): (&str, &Owner),
) -> Result<Option<ParkedForm>, Failure> {
    let form = all(session).await?.into_iter().find(|form| form.path == path);
    let Some((form, id)) = form.zip(session.id()) else { return Ok(None) };
    parked_forms::unpark(&app.db, &id, path).await?;
    let is_theirs = form.owner == *owner;
    Ok((is_theirs && app.clock.now() - form.at <= KEPT_FOR).then_some(form))
}
