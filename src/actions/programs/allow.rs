//! Somebody allows an app what it asks for: a grant, and the code that opens it.

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::actions::perform::Failed;
use crate::actions::sign_in::citizen::still_eligible;
use crate::app::App;
use crate::integrations::cis2::StaffRole;
use crate::storage::auth_codes::{self, Bound};
use crate::storage::grants::{self, AtWork, Grant};
use crate::storage::{StorageError, agreements, people};
use domain::scope::{ActsFor, Holder};
use domain::{OdsCode, PersonId, StaffId};

use super::authorise::{Request, Stopped};

/// How long a code can be redeemed: the app does it at once.
const CODE_LIFE: Duration = Duration::minutes(1);
/// How long an app acts for a citizen who does not stop it.
const CITIZEN_LIFE: Duration = Duration::days(30);
/// How long an app acts for a member of staff after they signed in: as long as their own session could last.
const STAFF_LIFE: Duration = Duration::hours(12);

/// Who is asked: somebody who is signed in.
#[derive(Clone)]
pub struct Subject {
    acts_for: ActsFor,
    holder: Uuid,
    work: Option<Work>,
    acr: Option<String>,
    signed_in_at: OffsetDateTime,
}

/// What a member of staff brings besides.
#[derive(Clone)]
pub struct Work {
    /// The practice of the role.
    pub practice: OdsCode,
    /// The role chosen at CIS2.
    pub role: StaffRole,
    /// The provider.
    pub issuer: String,
    /// User id there.
    pub subject: String,
    /// Session there.
    pub sid: Option<String>,
}

impl Subject {
    /// A citizen; `acr` is the vector of their sign-in.
    pub fn citizen(id: PersonId, acr: Option<String>, signed_in_at: OffsetDateTime) -> Subject {
        Subject { acts_for: ActsFor::Citizen, holder: id.0, work: None, acr, signed_in_at }
    }

    /// A member of staff; `acr` is the level of their sign-in.
    pub fn staff(id: StaffId, work: Work, acr: Option<String>, signed_in_at: OffsetDateTime) -> Subject {
        Subject { acts_for: ActsFor::Staff, holder: id.0, work: Some(work), acr, signed_in_at }
    }

    /// Whether the app acts for people like them.
    pub fn is_asked_by(&self, request: &Request) -> bool {
        self.acts_for == request.acts_for()
    }
}

/// Whether the person must be asked: not when they agreed to as much before, unless the app wants it, or could be any
/// program on their machine (RFC 8252 §8.6).
///
/// # Errors
/// When the database fails.
pub async fn must_ask(app: &App, request: &Request, subject: &Subject) -> Result<bool, StorageError> {
    let could_be_any = request.client.redirects.iter().any(|redirect| redirect.is_loopback());
    if request.prompt().ask_anew || could_be_any {
        return Ok(true);
    }
    let agreed = agreements::find(&app.db, subject.holder, &request.client.id).await?;
    Ok(!request.scopes().are_within(&agreed))
}

/// Writes down that it is allowed, and where to send the browser with the code. The person `was_asked`, or agreed before.
///
/// # Errors
/// [`Stopped::Told`] when the person may do nothing of it now; see [`Stopped`].
pub async fn allow(
    app: &App,
    request: &Request,
    (subject, was_asked): (&Subject, bool),
) -> Result<String, Stopped> {
    if !may_do_some(app, request, subject).await? {
        return Err(Stopped::Told(request.refuse("access_denied")?));
    }
    let now = app.clock.now();
    let grant = grant(app, request, subject)?;
    let code = app.clock.secret();
    let bound = Bound {
        grant: grant.id,
        redirect_uri: request.answer.redirect_uri.clone(),
        challenge: request.challenge.clone(),
    };
    auth_codes::open(&app.db, (&grant, was_asked), (&code, &bound, now + CODE_LIFE), now).await?;
    tracing::info!(client = %grant.client_id, grant = %grant.id, "an app was allowed to act for somebody");
    request.answer.with(&[("code", &code)])
}

fn grant(app: &App, request: &Request, subject: &Subject) -> Result<Grant, StorageError> {
    let at_work = subject.work.as_ref().map(|work| {
        let role = serde_json::to_value(&work.role).map_err(|_| StorageError::Corrupt("role"))?;
        let Work { practice, issuer, subject, sid, .. } = work.clone();
        Ok::<_, StorageError>(AtWork { practice, role, issuer, subject, sid })
    });
    Ok(Grant {
        id: app.clock.new_id(),
        client_id: request.client.id.clone(),
        holder: subject.holder,
        expires_at: match &subject.work {
            Some(_) => subject.signed_in_at + STAFF_LIFE,
            None => app.clock.now() + CITIZEN_LIFE,
        },
        at_work: at_work.transpose()?,
        scopes: request.scopes().clone(),
        acr: subject.acr.clone(),
        signed_in_at: subject.signed_in_at,
    })
}

/// Staff were found good a moment ago by whoever let them in.
async fn may_do_some(app: &App, request: &Request, subject: &Subject) -> Result<bool, StorageError> {
    let holder = match &subject.work {
        Some(_) => Holder::Staff,
        None => {
            let person = people::find(&app.db, PersonId(subject.holder)).await?;
            let Some(person) = person else { return Ok(false) };
            let not_eligible = still_eligible(app, &person).await.map_err(|failed| match failed {
                Failed::Storage(error) => error,
                Failed::Refused(_) | Failed::Changed(_) => StorageError::Corrupt("person"),
            })?;
            Holder::Citizen { not_eligible }
        }
    };
    Ok(!request.scopes().within(&holder.scopes()).is_empty())
}

/// Ends what an app may do for a citizen, at once.
///
/// # Errors
/// When the database fails.
pub async fn stop_for_citizen(app: &App, id: PersonId, client_id: &str) -> Result<(), StorageError> {
    stop(app, id.0, client_id).await
}

/// Ends what an app may do for a member of staff, at once.
///
/// # Errors
/// When the database fails.
pub async fn stop_for_staff(app: &App, id: StaffId, client_id: &str) -> Result<(), StorageError> {
    stop(app, id.0, client_id).await
}

async fn stop(app: &App, holder: Uuid, client_id: &str) -> Result<(), StorageError> {
    grants::stop(&app.db, (holder, client_id), app.clock.now()).await
}
