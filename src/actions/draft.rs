//! A citizen keeps, or throws away, the answers of a form that is not sent yet.

use serde_json::Value;
use time::Duration;
use uuid::Uuid;

use crate::app::App;
use crate::storage::drafts;
use domain::{NhsNumber, PersonId};

use super::perform::Failed;

/// Begins a draft with these answers; one that was begun before and names nobody is not kept beside it.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &App, owner: PersonId, answers: &Value) -> Result<Uuid, Failed> {
    drafts::delete_blank(&app.db, owner).await?;
    let id = app.clock.new_id();
    save(app, id, owner, answers).await?;
    Ok(id)
}

/// Keeps the answers for the days that drafts are kept; nothing happens to a draft that was sent or is somebody else's.
///
/// # Errors
/// When the database fails.
pub async fn save(app: &App, id: Uuid, owner: PersonId, answers: &Value) -> Result<(), Failed> {
    let now = app.clock.now();
    let expires_at = now + Duration::days(app.config.limits.draft_days);
    Ok(drafts::save(&app.db, id, owner, answers, (now, expires_at)).await?)
}

/// Keeps this draft alone of those for the person with this number: one is enough, and the newest counts.
///
/// # Errors
/// When the database fails.
pub async fn keep_only(app: &App, id: Uuid, owner: PersonId, number: &NhsNumber) -> Result<(), Failed> {
    Ok(drafts::delete_others(&app.db, id, owner, number).await?)
}

/// Throws the draft away and leaves no trace of it.
///
/// # Errors
/// When the database fails.
pub async fn discard(app: &App, id: Uuid, owner: PersonId) -> Result<(), Failed> {
    Ok(drafts::delete(&app.db, id, owner).await?)
}
