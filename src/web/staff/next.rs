//! What to do after a case: the request that has waited longest for the practice, and for nobody else.

use crate::app::App;
use crate::storage::views::worklist;
use crate::web::failure::Failure;

use super::opened::Opened;

/// Where the next request is; none when no other waits.
///
/// # Errors
/// When the database fails.
pub async fn next(app: &App, opened: &Opened) -> Result<Option<String>, Failure> {
    let today = app.clock.today_in_london();
    let besides = (opened.id(), opened.staff.id);
    let id = worklist::next(&app.db, &opened.staff.practice, besides, today).await?;
    Ok(id.map(|id| format!("/staff/cases/{id}")))
}
