//! What staff decide of a record that came, or that did not come. False where it is not theirs to decide now.

use uuid::Uuid;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::health_records::fetches::{self, Decided};
use domain::StaffId;

/// Has a record taken over that waits for it.
///
/// # Errors
/// When the database fails.
pub async fn take_over(app: &App, id: Uuid, by: StaffId) -> Result<bool, StorageError> {
    fetches::take(&app.db, id, decided(app, by)).await
}

/// Lets a record go that is not wanted, or that cannot be had.
///
/// # Errors
/// When the database fails.
pub async fn throw_away(app: &App, id: Uuid, by: StaffId) -> Result<bool, StorageError> {
    fetches::throw_away(&app.db, id, decided(app, by)).await
}

/// Has a record asked for again that could not be had, or the documents of one that did not come.
///
/// # Errors
/// When the database fails.
pub async fn again(app: &App, id: Uuid, by: StaffId) -> Result<bool, StorageError> {
    match fetches::again(&app.db, id, decided(app, by)).await {
        Err(StorageError::Conflict) => Ok(false),
        other => other,
    }
}

fn decided(app: &App, by: StaffId) -> Decided {
    Decided { by, at: app.clock.now(), job: app.clock.new_id() }
}
