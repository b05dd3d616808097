//! A citizen keeps, or throws away, the answers of a form that is not sent yet.

use serde_json::Value;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::app::App;
use crate::storage::drafts;
use domain::delegation::Refusal;
use domain::{NhsNumber, PersonId};

use super::perform::Failed;

/// Begins a draft with these answers, which name nobody; one that was begun before and names nobody is taken up again, so that
/// a second press, or a page that is open in another tab, leads to the same.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &App, owner: PersonId, answers: &Value) -> Result<Uuid, Failed> {
    if let Some(id) = drafts::blank(&app.db, owner, times(app)).await? {
        return Ok(id);
    }
    let id = app.clock.new_id();
    begin_as(app, id, owner, answers).await?;
    Ok(id)
}

/// Begins a draft with this id; doing so again changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn begin_as(app: &App, id: Uuid, owner: PersonId, answers: &Value) -> Result<(), Failed> {
    Ok(drafts::begin(&app.db, id, owner, answers, times(app)).await?)
}

/// Now, and when what is kept now goes.
fn times(app: &App) -> (OffsetDateTime, OffsetDateTime) {
    let now = app.clock.now();
    (now, now + Duration::days(app.config.limits.draft_days))
}

/// Keeps the answers for the days that drafts are kept.
///
/// # Errors
/// [`Refusal::NotFound`] where the draft was sent or thrown away meanwhile, or is somebody else's; when the database fails.
pub async fn save(app: &App, id: Uuid, owner: PersonId, answers: &Value) -> Result<(), Failed> {
    match drafts::save(&app.db, id, owner, answers, times(app)).await? {
        true => Ok(()),
        false => Err(Refusal::NotFound.into()),
    }
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
