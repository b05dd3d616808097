//! What to do after a case: the request that has waited longest for the practice.

use crate::app::App;
use crate::storage::views::worklist;
use crate::web::failure::Failure;

use super::opened::Opened;

/// Where the next request is; none when no other waits.
///
/// # Errors
/// When the database fails.
pub async fn next(app: &App, opened: &Opened) -> Result<Option<String>, Failure> {
    let id = worklist::next(&app.db, &opened.staff.practice, opened.id(), opened.staff.id).await?;
    Ok(id.map(|id| format!("/staff/cases/{id}")))
}
