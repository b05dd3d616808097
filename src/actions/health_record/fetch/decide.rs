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

/// Has a record asked for again that could not be had, or the documents of one that did not come: from now on in the name of whoever
/// says so, in the role with this id.
///
/// # Errors
/// When the database fails.
pub async fn again(app: &App, id: Uuid, (by, role): (StaffId, Option<&str>)) -> Result<bool, StorageError> {
    match fetches::again(&app.db, id, (decided(app, by), role)).await {
        Err(StorageError::Conflict) => Ok(false),
        other => other,
    }
}

/// Lets records go that nobody decided about in time, with what was laid aside of them; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn let_go(app: &App) -> Result<u64, StorageError> {
    let now = app.clock.now();
    let gone = fetches::let_go(&app.db, now - app.config.health_records.waits, now).await?;
    if gone > 0 {
        tracing::info!(gone, "records that nobody decided about are let go");
    }
    Ok(gone)
}

fn decided(app: &App, by: StaffId) -> Decided {
    Decided { by, at: app.clock.now(), job: app.clock.new_id() }
}
