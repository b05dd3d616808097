//! The one form of a session that is parked: sent too late, or half typed when its writer changed the language or their time
//! was up. It stands in its page again when they come back to it, for them alone.
//!
//! A stranger's form is never parked: without a session of theirs, or one that ended by itself, nobody could ask for it again,
//! and anybody could fill the database.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::Session;

use domain::clock::Clock;

use super::failure::Failure;
use super::kept::{self, KEPT_FOR};
use super::time_limits::CITIZEN_LIMITS;
use super::whose::Owner;

/// Whose session ended here.
const ENDED: &str = "ended";
/// Under which name a session has it.
pub const PARKED: &str = "parked";

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
    /// Its writer; none in those of an earlier version, which nobody gets.
    #[serde(default)]
    pub owner: Option<Owner>,
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

/// Parks a form, in place of the one before.
///
/// # Errors
/// When the session cannot be written.
pub async fn park(session: &Session, form: &ParkedForm) -> Result<(), Failure> {
    kept::write(session, PARKED, kept::json(form)?, form.at + KEPT_FOR).await
}

/// The form that is parked, if any.
///
/// # Errors
/// When the session cannot be read.
pub async fn find(session: &Session) -> Result<Option<ParkedForm>, Failure> {
    kept::read(session, PARKED).await
}

/// Whether the form of this path is parked.
///
/// # Errors
/// When the session cannot be read.
pub async fn is_parked_for(session: &Session, path: &str) -> Result<bool, Failure> {
    Ok(find(session).await?.is_some_and(|form| form.path == path))
}

/// Forgets what is parked.
///
/// # Errors
/// When the session cannot be read.
pub async fn forget(session: &Session, clock: &Clock) -> Result<(), Failure> {
    if find(session).await?.is_some() {
        kept::take(session, PARKED, clock.now() + CITIZEN_LIMITS.idle + KEPT_FOR).await?;
    }
    Ok(())
}

/// The form that is parked for `path`, once, and for its writer only.
///
/// # Errors
/// When the session cannot be read.
pub async fn unpark(
    session: &Session,
    clock: &Clock,
    (path, owner): (&str, &Owner),
) -> Result<Option<ParkedForm>, Failure> {
    let Some(form) = find(session).await?.filter(|form| form.path == path) else { return Ok(None) };
    kept::take(session, PARKED, clock.now() + CITIZEN_LIMITS.idle + KEPT_FOR).await?;
    let is_theirs = form.owner.as_ref() == Some(owner);
    Ok((is_theirs && clock.now() - form.at <= KEPT_FOR).then_some(form))
}
