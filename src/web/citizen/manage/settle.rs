//! Where a reader goes before and after taking something back.

use axum::response::Redirect;

use crate::actions::{Done, Failed};
use crate::web::citizen::own::{Can, Own};
use crate::web::failure::Failure;
use domain::delegation::{CommandKind, Refusal};

/// Why a page that asks to confirm is not shown.
pub enum Instead {
    /// Another page says how it stands.
    Page(Redirect),
    /// There is no such page for this reader.
    Failure(Failure),
}

impl axum::response::IntoResponse for Instead {
    fn into_response(self) -> axum::response::Response {
        match self {
            Instead::Page(page) => page.into_response(),
            Instead::Failure(failure) => failure.into_response(),
        }
    }
}

/// Lets a reader pass who can give this command now; `done` is the page of its success.
///
/// # Errors
/// The page to show in its place.
pub fn require(own: &Own, command: CommandKind, done: &str) -> Result<(), Instead> {
    match own.can(command) {
        Can::Now => Ok(()),
        Can::Done => Err(Instead::Page(Redirect::to(&own.path(done)))),
        Can::NotNow => Err(Instead::Page(Redirect::to(&own.path("moved-on")))),
        Can::Never => Err(Instead::Failure(Failure::NotFound)),
    }
}

/// To the page `done`, or to the one that says what somebody else did first.
///
/// # Errors
/// When the rules or the database refuse it.
pub fn settle(own: &Own, outcome: Result<Done, Failed>, done: &str) -> Result<Redirect, Failure> {
    match outcome {
        Ok(_) => Ok(Redirect::to(&own.path(done))),
        Err(Failed::Refused(Refusal::WrongStage(_))) => Ok(Redirect::to(&own.path("moved-on"))),
        Err(failed) => Err(failed.into()),
    }
}
