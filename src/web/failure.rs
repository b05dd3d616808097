//! Why a page cannot be shown. Handlers return it; one layer renders it in the reader's language
//! (docs/architecture.md#a-handler-returns-its-page).

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::actions::sign_in::staff::StaffRefused;
use crate::actions::{Failed, accounts};
use crate::integrations::Upstream;
use crate::integrations::oidc::SignInFault;
use crate::storage::StorageError;
use crate::storage::away::Away;
use domain::account;
use domain::delegation::Refusal;
use domain::eligibility::NotEligible;

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No such page or thing, or not for this person: the two answer alike.
    #[error("not found")]
    NotFound,
    /// The request cannot be read.
    #[error("the request cannot be read")]
    BadRequest,
    /// The request did not come whole in the time it may take.
    #[error("the request did not come whole in time")]
    Late,
    /// The framework gave up: the answer took too long, or broke off.
    #[error("the answer took too long, or broke off")]
    Unanswered,
    /// More sign-ins than may begin from one network began there; for so long.
    #[error("too many sign-ins began from one source")]
    TooManyStarts(time::Duration),
    /// The form is larger than any of ours.
    #[error("the form is too large")]
    TooLarge,
    /// The request does not come from our own pages.
    #[error("the request does not come from our own pages")]
    ForeignOrigin,
    /// The rules say no.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// A sign-in did not succeed.
    #[error("sign-in refused: {0}")]
    SignIn(SignInFault),
    /// A sign-in was not begun here, or long ago.
    #[error("no sign-in is under way")]
    NoSignIn,
    /// A citizen may not use the service.
    #[error("not eligible: {0}")]
    NotEligible(NotEligible),
    /// The citizen's own record is restricted: only their practice can help them.
    #[error("the citizen's own record is restricted")]
    Restricted,
    /// A member of staff may not work here.
    #[error("staff refused: {0}")]
    Staff(StaffRefused),
    /// The case is that of another practice, of this name, in which the member of staff works too.
    #[error("a case of the reader's other practice")]
    OtherPractice(String),
    /// An outside system gave no usable answer.
    #[error("outside system: {0}")]
    Upstream(Upstream),
    /// The database failed, or others were first time and again.
    #[error("storage: {0}")]
    Storage(#[source] StorageError),
    /// The session store failed.
    #[error("session: {0}")]
    Session(#[source] tower_sessions::session::Error),
}

impl Failure {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::BadRequest | Failure::NoSignIn => StatusCode::BAD_REQUEST,
            Failure::Late => StatusCode::REQUEST_TIMEOUT,
            Failure::TooManyStarts(_) => StatusCode::TOO_MANY_REQUESTS,
            Failure::Unanswered => StatusCode::SERVICE_UNAVAILABLE,
            Failure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::ForeignOrigin | Failure::NotEligible(_) | Failure::Restricted => StatusCode::FORBIDDEN,
            Failure::OtherPractice(_) => StatusCode::FORBIDDEN,
            Failure::Refused(refusal) => refusal_status(*refusal),
            Failure::SignIn(fault) => sign_in_status(fault),
            Failure::Staff(StaffRefused::Storage(_) | StaffRefused::Upstream(_)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Failure::Staff(
                StaffRefused::RoleNotAllowed
                | StaffRefused::NotAPractice { .. }
                | StaffRefused::PracticeNotInTrial { .. },
            ) => StatusCode::FORBIDDEN,
            Failure::Storage(StorageError::Conflict | StorageError::Rule(_)) => StatusCode::CONFLICT,
            Failure::Upstream(_) | Failure::Storage(StorageError::Database(_)) | Failure::Session(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Failure::Storage(StorageError::Corrupt(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl Failure {
    /// Whether the database was away.
    fn away(&self) -> Option<Away> {
        match self {
            Failure::Storage(error) | Failure::Staff(StaffRefused::Storage(error)) => error.away(),
            _ => None,
        }
    }
}

/// The HTTP status of a refusal.
fn refusal_status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::WrongStage(_) | Refusal::AlreadyOpen | Refusal::TooEarly => StatusCode::CONFLICT,
        Refusal::AccountOff | Refusal::NotProofed => StatusCode::CONFLICT,
        Refusal::PracticeLeftTrial => StatusCode::FORBIDDEN,
        Refusal::DelegatorNotEligible(_) | Refusal::DelegateNotEligible(_) => StatusCode::FORBIDDEN,
        Refusal::NotTheInvitedPerson => StatusCode::FORBIDDEN,
        Refusal::SamePerson | Refusal::DelegateTooYoung => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::UnderPressure | Refusal::EndDatePassed => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::ChecksNeeded | Refusal::MoreThanAsked | Refusal::NeverTold => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Refusal::TooManyOpen | Refusal::TooManyToday | Refusal::ResentLately => StatusCode::TOO_MANY_REQUESTS,
    }
}

/// A refused sign-in is never our fault towards the reader: always a 4xx (docs/sources.md#like-sign-in), also when
/// the provider's answer was unusable. Only a provider that did not answer at all is a 503 before sign-in begins.
fn sign_in_status(fault: &SignInFault) -> StatusCode {
    match fault {
        SignInFault::ConsentNotGiven | SignInFault::Cancelled | SignInFault::LevelTooLow => {
            StatusCode::FORBIDDEN
        }
        SignInFault::NoRoles | SignInFault::RoleMissing | SignInFault::RoleNotHeld => StatusCode::FORBIDDEN,
        SignInFault::OrganisationNotHeld | SignInFault::RoleNotAllowed => StatusCode::FORBIDDEN,
        SignInFault::ProviderSaid(_) | SignInFault::StateMismatch | SignInFault::ForeignIssuer => {
            StatusCode::BAD_REQUEST
        }
        SignInFault::CodeMissing | SignInFault::CodeRefused(_) => StatusCode::BAD_REQUEST,
        SignInFault::Token(_) | SignInFault::Userinfo(_) | SignInFault::Upstream(_) => {
            StatusCode::BAD_REQUEST
        }
    }
}

impl IntoResponse for Failure {
    /// An empty answer that carries the failure; the layer around all routes writes the page.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Failure::TooManyStarts(wait) = &self {
            let seconds = HeaderValue::from(wait.whole_seconds().max(1));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        if let Some(away) = self.away() {
            response.extensions_mut().insert(away);
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Lets the page of a failure say too that the database was away: a layer around all pages looks for that.
pub(super) fn carry_away(from: &Response, to: &mut Response) {
    if let Some(away) = from.extensions().get::<Away>() {
        to.extensions_mut().insert(*away);
    }
}

impl From<Failed> for Failure {
    fn from(failed: Failed) -> Failure {
        match failed {
            Failed::Refused(refusal) => Failure::from(refusal),
            Failed::Storage(error) => Failure::Storage(error),
            // Where a page names the version that it was read at, it says itself what is so.
            Failed::Changed(_) => Failure::Storage(StorageError::Conflict),
        }
    }
}

impl From<accounts::Failed> for Failure {
    fn from(failed: accounts::Failed) -> Failure {
        match failed {
            accounts::Failed::Refused(account::Refusal::NotFound) => Failure::NotFound,
            // What a page asks for, it answers itself; what is left comes of what somebody else did meanwhile.
            accounts::Failed::Refused(_) | accounts::Failed::Changed(_) => {
                Failure::Storage(StorageError::Conflict)
            }
            accounts::Failed::Storage(error) => Failure::Storage(error),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        match refusal {
            Refusal::NotFound => Failure::NotFound,
            other => Failure::Refused(other),
        }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Failure {
        Failure::Storage(error)
    }
}

impl From<StaffRefused> for Failure {
    fn from(refused: StaffRefused) -> Failure {
        Failure::Staff(refused)
    }
}

impl From<SignInFault> for Failure {
    fn from(fault: SignInFault) -> Failure {
        Failure::SignIn(fault)
    }
}

impl From<Upstream> for Failure {
    fn from(upstream: Upstream) -> Failure {
        Failure::Upstream(upstream)
    }
}

impl From<tower_sessions::session::Error> for Failure {
    fn from(error: tower_sessions::session::Error) -> Failure {
        Failure::Session(error)
    }
}
