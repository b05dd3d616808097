//! A form that was sent when its writer's session had ended by itself: it waits until they sign in again, for them alone.
//!
//! Nothing is kept of a stranger's form: without a session that ended by itself, nobody could ask for it again, and anybody
//! could fill the database.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::Session;

use domain::clock::Clock;

use super::failure::Failure;
use super::kept::{self, KEPT_FOR};
use super::time_limits::CITIZEN_LIMITS;

/// Whose session ended here.
const ENDED: &str = "ended";
/// Under which name a session keeps the form that waits.
pub const PARKED: &str = "parked";

/// The largest form that waits: several times what can be typed into the longest of ours.
pub const LARGEST: usize = 16 * 1024;

/// Whose a session was, or a form is: a text that says nothing to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner(String);

impl Owner {
    /// The owner of this name, which is made from what tells people apart here.
    pub fn named(name: String) -> Owner {
        Owner(name)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// Told to a page: answers wait for it.
#[derive(Clone, Copy)]
pub struct Awaited;

/// A form that waits.
#[derive(Serialize, Deserialize)]
pub struct LateForm {
    /// Path of the form.
    pub path: String,
    /// The body as it was sent.
    pub body: String,
    /// Its writer; none in those kept by an earlier version, which nobody gets.
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

/// Lets a form wait until its writer has signed in again.
///
/// # Errors
/// When the session cannot be written.
pub async fn park(session: &Session, form: &LateForm) -> Result<(), Failure> {
    kept::write(session, PARKED, kept::json(form)?, form.at + KEPT_FOR).await
}

/// The form that waits, if any.
///
/// # Errors
/// When the session cannot be read.
pub async fn waiting(session: &Session) -> Result<Option<LateForm>, Failure> {
    kept::read(session, PARKED).await
}

/// Whether answers wait for the page at this path.
///
/// # Errors
/// When the session cannot be read.
pub async fn waits_for(session: &Session, path: &str) -> Result<bool, Failure> {
    Ok(waiting(session).await?.is_some_and(|form| form.path == path))
}

/// Forgets what waits.
///
/// # Errors
/// When the session cannot be read.
pub async fn forget(session: &Session, clock: &Clock) -> Result<(), Failure> {
    if waiting(session).await?.is_some() {
        kept::take(session, PARKED, clock.now() + CITIZEN_LIMITS.idle + KEPT_FOR).await?;
    }
    Ok(())
}

/// The answers that wait for `path`, once, and for their writer only.
///
/// # Errors
/// When the session cannot be read.
pub async fn unpark(
    session: &Session,
    clock: &Clock,
    (path, owner): (&str, &Owner),
) -> Result<Option<LateForm>, Failure> {
    let Some(form) = waiting(session).await?.filter(|form| form.path == path) else { return Ok(None) };
    kept::take(session, PARKED, clock.now() + CITIZEN_LIMITS.idle + KEPT_FOR).await?;
    let is_theirs = form.owner.as_ref() == Some(owner);
    Ok((is_theirs && clock.now() - form.at <= KEPT_FOR).then_some(form))
}
