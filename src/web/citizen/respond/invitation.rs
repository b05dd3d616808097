//! The invitation that a page is about, and where its reader belongs when it no longer waits for an answer.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Done, Failed};
use crate::app::App;
use crate::storage::views::citizen::Side;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use domain::delegation::{Refusal, Stage};

/// An invitation to the signed-in citizen that waits for an answer.
pub struct Invitation(pub Own);

/// An invitation to the signed-in citizen, answered or not.
pub struct Invited(pub Own);

/// Where a request goes for which no invitation waits.
pub enum NotWaiting {
    /// To the page that says how it stands.
    Elsewhere(Redirect),
    /// There is none for this person.
    Failure(Failure),
}

impl IntoResponse for NotWaiting {
    fn into_response(self) -> Response {
        match self {
            NotWaiting::Elsewhere(page) => page.into_response(),
            NotWaiting::Failure(failure) => failure.into_response(),
        }
    }
}

impl FromRequestParts<Arc<App>> for Invited {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Invited, Failure> {
        let own = Own::from_request_parts(parts, app).await?;
        match own.mine.side {
            Side::Delegate => Ok(Invited(own)),
            Side::Delegator => Err(Failure::NotFound),
        }
    }
}

impl FromRequestParts<Arc<App>> for Invitation {
    type Rejection = NotWaiting;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Invitation, NotWaiting> {
        let Invited(own) = Invited::from_request_parts(parts, app).await.map_err(NotWaiting::Failure)?;
        match own.delegation().stage {
            Stage::Invited => Ok(Invitation(own)),
            stage => Err(NotWaiting::Elsewhere(to_place(&own, stage))),
        }
    }
}

/// The page for an invitation at this stage.
pub fn place(stage: Stage) -> &'static str {
    match stage {
        Stage::Invited => "respond",
        Stage::WithPractice | Stage::Active | Stage::Suspended => "accepted",
        Stage::Declined => "declined",
        Stage::Checking | Stage::NotConfirmed | Stage::Withdrawn | Stage::Lapsed => "closed",
        Stage::Refused | Stage::Ending | Stage::Ended => "closed",
    }
}

/// Sends the reader to the page of this stage.
pub fn to_place(own: &Own, stage: Stage) -> Redirect {
    Redirect::to(&own.path(place(stage)))
}

/// To the page of what was done, or of what somebody else did first.
///
/// # Errors
/// When the rules or the database refuse it.
pub fn settle(own: &Own, done: Result<Done, Failed>) -> Result<Redirect, Failure> {
    match done {
        Ok(done) => Ok(to_place(own, done.delegation.stage)),
        Err(Failed::Refused(Refusal::WrongStage(stage))) => Ok(to_place(own, stage)),
        Err(failed) => Err(failed.into()),
    }
}
