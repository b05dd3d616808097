//! Requests at practices that left the trial are closed, with a plain explanation; access that is set stays.

use crate::actions::perform::{Failed, perform};
use crate::app::App;
use crate::storage::{StorageError, due};
use domain::Actor;
use domain::delegation::{CloseReason, Command, Delegation};

/// Closes them, in portions; how many there were. One that others change meanwhile is closed in the next round.
///
/// # Errors
/// When the database fails; what is closed stays closed.
pub async fn close_what_cannot_go_on(app: &App) -> Result<usize, StorageError> {
    let mut total = 0;
    loop {
        let mut closed = 0;
        for id in due::at_practices_that_left(&app.db, 200).await? {
            let command = Command::Close(CloseReason::PracticeLeftTrial);
            let closing = perform::<Delegation>(app, id, &Actor::System, &command, None);
            match app.traces.round("close").around(closing).await {
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
