//! What a browser's session holds, and how long it lasts (docs/sources.md#nhsl-docs, #cis2-users).

use std::sync::Arc;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use tower_sessions::{Session, session_store};

use crate::integrations::cis2::StaffRole;
use crate::integrations::oidc::Pending;
use domain::clock::Clock;
use domain::{Actor, OdsCode, PersonId, PersonName, StaffId};

use super::failure::Failure;
use super::kept::{KEPT_FOR, json, read, take, write};
use super::late_form::{self, Owner};
pub use super::time_limits::{CITIZEN_LIMITS, Remaining, STAFF_LIMITS, TimeLimits};

const CITIZEN: &str = "citizen";
const STAFF: &str = "staff";
const PENDING: &str = "pending";

/// How long one sign-in may be under way.
const PENDING_FOR: Duration = Duration::minutes(10);
/// A session is written at most once in this time only because it is used.
const SLIDE: Duration = Duration::minutes(1);

/// A signed-in citizen.
#[derive(Clone, Serialize, Deserialize)]
pub struct Citizen {
    /// Who.
    pub id: PersonId,
    /// Name from NHS login, for the header.
    pub name: PersonName,
    /// `jti` of the ID token, for the link to NHS login's settings.
    pub id_token_jti: String,
    /// Language of their messages, `en` or `cy`.
    pub language: String,
    /// Vector of trust of the sign-in; none in sessions that began before it was kept.
    #[serde(default)]
    pub acr: Option<String>,
    /// When they signed in; never moves.
    #[serde(with = "time::serde::timestamp")]
    pub signed_in_at: OffsetDateTime,
    /// When they were last seen, to the minute.
    #[serde(with = "time::serde::timestamp")]
    pub seen_at: OffsetDateTime,
}

impl Citizen {
    /// As the one who gives commands.
    pub fn actor(&self) -> Actor {
        Actor::Citizen { id: self.id }
    }
}

/// A signed-in member of staff.
#[derive(Clone, Serialize, Deserialize)]
pub struct Staff {
    /// Who.
    pub id: StaffId,
    /// Name from CIS2.
    pub name: String,
    /// The practice they work for now.
    pub practice: OdsCode,
    /// Its name.
    pub practice_name: String,
    /// The selected role.
    pub role: StaffRole,
    /// Whether there are other roles to change to.
    pub has_other_roles: bool,
    /// The provider; back-channel logout names it.
    pub issuer: String,
    /// CIS2 user id.
    pub subject: String,
    /// The provider's session.
    pub sid: Option<String>,
    /// Level of the sign-in; none in sessions that began before it was kept.
    #[serde(default)]
    pub acr: Option<String>,
    /// When they signed in; never moves.
    #[serde(with = "time::serde::timestamp")]
    pub signed_in_at: OffsetDateTime,
    /// When they were last seen, to the minute.
    #[serde(with = "time::serde::timestamp")]
    pub seen_at: OffsetDateTime,
}

impl Staff {
    /// As the one who gives commands.
    pub fn actor(&self) -> Actor {
        Actor::Staff { id: self.id, practice: self.practice.clone() }
    }
}

impl From<&Citizen> for Owner {
    fn from(citizen: &Citizen) -> Owner {
        Owner::named(format!("citizen {}", citizen.id.0))
    }
}

impl From<&Staff> for Owner {
    fn from(staff: &Staff) -> Owner {
        Owner::named(format!("staff {}", staff.id.0))
    }
}

/// A sign-in under way.
#[derive(Serialize, Deserialize)]
pub struct SigningIn {
    /// State, nonce and verifier.
    pub pending: Pending,
    /// Path to go to afterwards.
    pub return_to: Option<String>,
    /// Whether the NHS App vouches for the person; what fails leads back there.
    #[serde(default)]
    pub from_app: bool,
    /// When it began.
    #[serde(with = "time::serde::timestamp")]
    pub began_at: OffsetDateTime,
}

/// Whether the last-seen stamp should be moved.
pub fn should_slide(seen_at: OffsetDateTime, now: OffsetDateTime) -> bool {
    now - seen_at >= SLIDE
}

/// The citizen of this session, if any.
///
/// # Errors
/// When the session cannot be read.
pub async fn citizen(session: &Session) -> Result<Option<Citizen>, Failure> {
    read(session, CITIZEN).await
}

/// The member of staff of this session, if any.
///
/// # Errors
/// When the session cannot be read.
pub async fn staff(session: &Session) -> Result<Option<Staff>, Failure> {
    read(session, STAFF).await
}

/// Writes the citizen back after sliding. The row outlives the session, so that a form sent too late is known to be theirs.
///
/// # Errors
/// When the session cannot be written.
pub async fn keep_citizen(session: &Session, citizen: &Citizen) -> Result<(), Failure> {
    write(session, CITIZEN, json(citizen)?, citizen.seen_at + CITIZEN_LIMITS.idle + KEPT_FOR).await
}

/// Writes the member of staff back after sliding.
///
/// # Errors
/// When the session cannot be written.
pub async fn keep_staff(session: &Session, staff: &Staff) -> Result<(), Failure> {
    write(session, STAFF, json(staff)?, staff.seen_at + STAFF_LIMITS.idle + KEPT_FOR).await
}

/// Signs a citizen in: a new session id, nobody else in it. Parked answers stay.
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_citizen(session: &Session, citizen: &Citizen) -> Result<(), Failure> {
    session.cycle_id().await?;
    session.remove_value(STAFF).await?;
    late_form::forget_owner(session).await?;
    keep_citizen(session, citizen).await
}

/// Signs a member of staff in: a new session id, nothing else in it but parked answers of a staff page.
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_staff(session: &Session, staff: &Staff) -> Result<(), Failure> {
    let late = late_form::waiting(session).await?;
    session.cycle_id().await?;
    session.clear().await;
    if let Some(form) = late.filter(|form| form.path.starts_with("/staff/")) {
        late_form::park(session, &form).await?;
    }
    keep_staff(session, staff).await
}

/// Notes that a sign-in is under way.
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_sign_in(session: &Session, clock: &Clock, signing_in: &SigningIn) -> Result<(), Failure> {
    write(session, PENDING, json(signing_in)?, kept_until(session, clock).await?).await
}

/// The sign-in under way, once: the state can be used a single time, for 10 minutes.
///
/// # Errors
/// When the session cannot be read.
pub async fn take_sign_in(session: &Session, clock: &Clock) -> Result<Option<SigningIn>, Failure> {
    let signing_in: Option<SigningIn> = read(session, PENDING).await?;
    let Some(signing_in) = signing_in else { return Ok(None) };
    take(session, PENDING, kept_until(session, clock).await?).await?;
    session.save().await?;
    Ok(Some(signing_in).filter(|pending| clock.now() - pending.began_at <= PENDING_FOR))
}

/// A text kept for this member of staff: what they searched for, which list they looked at.
///
/// # Errors
/// When the session cannot be read.
pub async fn kept(session: &Session, key: &str) -> Result<Option<String>, Failure> {
    read(session, key).await
}

/// Keeps a text as long as the session; an empty one ends what it was for.
///
/// # Errors
/// When the session cannot be written.
pub async fn keep(session: &Session, staff: &Staff, (key, text): (&str, &str)) -> Result<(), Failure> {
    write(session, key, Value::from(text), staff.seen_at + STAFF_LIMITS.idle + KEPT_FOR).await
}

/// The session layer answers with nothing but 500 when a session cannot be saved: that is the database's failure, and said
/// as such.
pub async fn said_when_unsaved(response: Response) -> Response {
    let is_bare = !response.headers().contains_key(header::CONTENT_TYPE);
    let is_told = response.extensions().get::<Arc<Failure>>().is_some();
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR || !is_bare || is_told {
        return response;
    }
    Failure::Session(session_store::Error::Backend("not saved".to_owned()).into()).into_response()
}

/// Until when a session in which a sign-in is under way is kept: no longer than the sign-in, unless it has an owner.
async fn kept_until(session: &Session, clock: &Clock) -> Result<OffsetDateTime, Failure> {
    let is_owned = citizen(session).await?.is_some() || staff(session).await?.is_some();
    let is_owned = is_owned || late_form::ended(session).await?.is_some();
    Ok(clock.now() + if is_owned { KEPT_FOR } else { PENDING_FOR })
}
