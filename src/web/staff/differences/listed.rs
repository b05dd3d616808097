//! What differs at the reader's practice, for the page and for the file.

use crate::app::App;
use crate::storage::views::differences::{self, Differing};
use crate::web::failure::Failure;
use crate::web::session::Staff;

/// So many of them, the oldest first.
///
/// # Errors
/// [`Failure::NotFound`] where the national store is not set up; when the database fails.
pub async fn differing(app: &App, staff: &Staff, lines: i64) -> Result<Vec<Differing>, Failure> {
    if app.vrs.is_none() {
        return Err(Failure::NotFound);
    }
    Ok(differences::of(&app.db, &staff.practice, lines).await?)
}
