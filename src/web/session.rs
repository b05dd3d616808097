//! What a browser's session holds, and how long it lasts (docs/sources.md#nhsl-docs, #cis2-users).

use std::sync::Arc;

use axum::http::{Extensions, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use tower_sessions::{Session, session_store};

use crate::integrations::cis2::StaffRole;
use domain::clock::Clock;
use domain::{Actor, OdsCode, PersonId, PersonName, StaffId};

use super::failure::Failure;
use super::kept::{KEPT_FOR, clear_but, json, read, write};
use super::parked;
use super::starts::{PENDING_FOR, STARTS, SigningIn, Starts};
pub use super::time_limits::{CITIZEN_LIMITS, Remaining, STAFF_LIMITS, TimeLimits};
use super::whose::Owner;

const CITIZEN: &str = "citizen";
const STAFF: &str = "staff";

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
    /// Other practices in which they have a role that may work here; none in sessions that began before it was kept.
    #[serde(default)]
    pub other_practices: Vec<OdsCode>,
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

/// In one practice: what somebody sends for one of theirs is not done for another, to which they have changed since.
impl From<&Staff> for Owner {
    fn from(staff: &Staff) -> Owner {
        Owner::named(format!("staff {} at {}", staff.id.0, staff.practice))
    }
}

/// Who is signed in, as the guard has told the request.
pub fn owner(extensions: &Extensions) -> Option<Owner> {
    let citizen = extensions.get::<Citizen>().map(Owner::from);
    citizen.or_else(|| extensions.get::<Box<Staff>>().map(|staff| Owner::from(&**staff)))
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

/// Signs in the citizen who finished `start`; see [`renew`].
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_citizen(session: &Session, citizen: &Citizen, start: &SigningIn) -> Result<(), Failure> {
    renew(session, citizen.signed_in_at, Some((&Owner::from(citizen), start))).await?;
    keep_citizen(session, citizen).await
}

/// Signs in the member of staff who finished `start`; see [`renew`].
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_staff(session: &Session, staff: &Staff, start: &SigningIn) -> Result<(), Failure> {
    renew(session, staff.signed_in_at, Some((&Owner::from(staff), start))).await?;
    keep_staff(session, staff).await
}

/// A new session id, and nothing of anybody else behind it: what stays is the sign-ins under way in other tabs, and
/// the forms that are parked for whoever has finished theirs now.
///
/// # Errors
/// When the session cannot be read, or its former row not be deleted.
pub async fn renew(
    session: &Session,
    now: OffsetDateTime,
    finished: Option<(&Owner, &SigningIn)>,
) -> Result<(), Failure> {
    let owner = finished.map(|(owner, _)| owner);
    let parked = parked::all(session).await?;
    let mut starts = starts(session).await?;
    session.cycle_id().await?;
    session.clear().await;
    match finished {
        Some((owner, start)) => starts.finish(start, owner),
        None => starts.forget_others(None),
    }
    // A session in which nothing is stays without a row.
    if !starts.is_empty() {
        write(session, STARTS, json(&starts)?, now + PENDING_FOR).await?;
    }
    let theirs: Vec<_> = parked.into_iter().filter(|form| owner == Some(&form.owner)).collect();
    if !theirs.is_empty() {
        parked::carry_over(session, &theirs, now).await?;
    }
    Ok(())
}

/// Ends a session whose time is up; sign-ins under way in other tabs are not concerned.
///
/// # Errors
/// When the session cannot be read.
pub async fn end(session: &Session, clock: &Clock, owner: &Owner) -> Result<(), Failure> {
    clear_but(session, &[parked::PARKED, STARTS]).await?;
    parked::note_ended(session, clock, owner).await
}

/// Notes that a sign-in is under way.
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_sign_in(session: &Session, clock: &Clock, signing_in: SigningIn) -> Result<(), Failure> {
    // Another tab may have begun meanwhile, while the provider was asked: its start is kept.
    if session.id().is_some() && !session.is_modified() {
        session.load().await?;
    }
    let mut starts = starts(session).await?;
    starts.add(signing_in);
    write(session, STARTS, json(&starts)?, kept_until(session, clock).await?).await?;
    Ok(session.save().await?)
}

/// The sign-in under way of this state, once: it can be used a single time, for 10 minutes.
///
/// # Errors
/// When the session cannot be read.
pub async fn take_sign_in(
    session: &Session,
    clock: &Clock,
    state: Option<&str>,
) -> Result<Option<SigningIn>, Failure> {
    let mut starts = starts(session).await?;
    let Some(signing_in) = state.and_then(|state| starts.take(state)) else { return Ok(None) };
    write(session, STARTS, json(&starts)?, kept_until(session, clock).await?).await?;
    session.save().await?;
    Ok(Some(signing_in).filter(|start| clock.now() - start.began_at <= PENDING_FOR))
}

/// The sign-ins that began in this browser.
///
/// # Errors
/// When the session cannot be read.
pub async fn starts(session: &Session) -> Result<Starts, Failure> {
    Ok(read(session, STARTS).await?.unwrap_or_default())
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
    let is_owned = is_owned || parked::ended(session).await?.is_some();
    Ok(clock.now() + if is_owned { KEPT_FOR } else { PENDING_FOR })
}
