//! What a browser's session holds, and how long it lasts (design §5; facts nhs-login-and-cis2 §1.8, §2.6).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use tower_sessions::{Expiry, Session};

use crate::integrations::cis2::StaffRole;
use crate::integrations::oidc::Pending;
use domain::clock::Clock;
use domain::{Actor, OdsCode, PersonId, PersonName, StaffId};

use super::failure::Failure;
pub use super::time_limits::{CITIZEN_LIMITS, Remaining, STAFF_LIMITS, TimeLimits};

const CITIZEN: &str = "citizen";
const STAFF: &str = "staff";
const PENDING: &str = "pending";
const PARKED: &str = "parked";

/// How long one sign-in may be under way.
const PENDING_FOR: Duration = Duration::minutes(10);
/// How long answers of a form wait for its writer to sign in again.
const PARKED_FOR: Duration = Duration::hours(1);
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

/// Answers of a form whose writer was no longer signed in.
#[derive(Serialize, Deserialize)]
pub struct ParkedForm {
    /// Path of the form.
    pub path: String,
    /// The body as it was sent.
    pub body: String,
    /// When it was parked.
    #[serde(with = "time::serde::timestamp")]
    pub at: OffsetDateTime,
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

/// Writes the citizen back after sliding.
///
/// # Errors
/// When the session cannot be written.
pub async fn keep_citizen(session: &Session, citizen: &Citizen) -> Result<(), Failure> {
    write(session, CITIZEN, json(citizen)?, citizen.seen_at + CITIZEN_LIMITS.idle).await
}

/// Writes the member of staff back after sliding.
///
/// # Errors
/// When the session cannot be written.
pub async fn keep_staff(session: &Session, staff: &Staff) -> Result<(), Failure> {
    write(session, STAFF, json(staff)?, staff.seen_at + STAFF_LIMITS.idle).await
}

/// Signs a citizen in: a new session id, nobody else in it. Parked answers stay.
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_citizen(session: &Session, citizen: &Citizen) -> Result<(), Failure> {
    session.cycle_id().await?;
    session.remove_value(STAFF).await?;
    keep_citizen(session, citizen).await
}

/// Signs a member of staff in: a new session id, nothing else in it but parked answers of a staff page.
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_staff(session: &Session, staff: &Staff) -> Result<(), Failure> {
    let parked: Option<ParkedForm> = read(session, PARKED).await?;
    session.cycle_id().await?;
    session.clear().await;
    if let Some(form) = parked.filter(|form| form.path.starts_with("/staff/")) {
        park(session, &form).await?;
    }
    keep_staff(session, staff).await
}

/// Notes that a sign-in is under way.
///
/// # Errors
/// When the session cannot be written.
pub async fn begin_sign_in(session: &Session, clock: &Clock, signing_in: &SigningIn) -> Result<(), Failure> {
    write(session, PENDING, json(signing_in)?, clock.now() + PARKED_FOR).await
}

/// The sign-in under way, once: the state can be used a single time, for 10 minutes.
///
/// # Errors
/// When the session cannot be read.
pub async fn take_sign_in(session: &Session, clock: &Clock) -> Result<Option<SigningIn>, Failure> {
    let signing_in: Option<SigningIn> = read(session, PENDING).await?;
    let Some(signing_in) = signing_in else { return Ok(None) };
    take(session, PENDING, clock.now() + PARKED_FOR).await?;
    session.save().await?;
    Ok(Some(signing_in).filter(|pending| clock.now() - pending.began_at <= PENDING_FOR))
}

/// Parks the answers of a form until its writer has signed in again.
///
/// # Errors
/// When the session cannot be written.
pub async fn park(session: &Session, form: &ParkedForm) -> Result<(), Failure> {
    write(session, PARKED, json(form)?, form.at + PARKED_FOR).await
}

/// The answers parked for `path`, once.
///
/// # Errors
/// When the session cannot be read.
pub async fn unpark(session: &Session, clock: &Clock, path: &str) -> Result<Option<ParkedForm>, Failure> {
    let parked: Option<ParkedForm> = read(session, PARKED).await?;
    let Some(form) = parked.filter(|form| form.path == path) else { return Ok(None) };
    take(session, PARKED, clock.now() + CITIZEN_LIMITS.idle).await?;
    Ok((clock.now() - form.at <= PARKED_FOR).then_some(form))
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
    write(session, key, Value::from(text), staff.seen_at + STAFF_LIMITS.idle).await
}

async fn read<T: DeserializeOwned>(session: &Session, key: &str) -> Result<Option<T>, Failure> {
    Ok(session.get(key).await?)
}

async fn write(session: &Session, key: &str, value: Value, until: OffsetDateTime) -> Result<(), Failure> {
    session.set_expiry(Some(Expiry::AtDateTime(until)));
    session.insert_value(key, value).await?;
    Ok(())
}

/// Takes a value out. The end is set anew with every change: a session without one is kept for two weeks.
async fn take(session: &Session, key: &str, until: OffsetDateTime) -> Result<(), Failure> {
    session.set_expiry(Some(Expiry::AtDateTime(until)));
    session.remove_value(key).await?;
    Ok(())
}

fn json(value: &impl Serialize) -> Result<Value, Failure> {
    Ok(serde_json::to_value(value).map_err(tower_sessions::session::Error::from)?)
}
