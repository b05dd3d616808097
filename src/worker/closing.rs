//! Requests at practices that left the trial are closed, with a plain explanation; access that is set stays.

use crate::actions::perform::{Failed, perform};
use crate::app::App;
use crate::storage::{StorageError, delegations};
use domain::Actor;
use domain::delegation::{CloseReason, Command};

/// Closes them, in portions; how many there were. One that others change meanwhile is closed in the next round.
///
/// # Errors
/// When the database fails; what is closed stays closed.
pub async fn close_what_cannot_go_on(app: &App) -> Result<usize, StorageError> {
    let mut total = 0;
    loop {
        let mut closed = 0;
        for id in delegations::at_practices_that_left(&app.db, 200).await? {
            match perform(app, id, &Actor::System, &Command::Close(CloseReason::PracticeLeftTrial), None)
                .await
            {
                Ok(done) => closed += usize::from(done.changed),
                Err(Failed::Refused(refusal)) => {
                    tracing::warn!(delegation = %id, %refusal, "a request could not be closed");
                }
                Err(Failed::Storage(error)) => tracing::error!(delegation = %id, ?error, "not closed"),
                Err(Failed::Changed(_)) => {} // the worker names no version
            }
        }
        total += closed;
        if closed == 0 {
            return Ok(total);
        }
    }
}
