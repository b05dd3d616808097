//! The list as a file for a spreadsheet. No name or number stands in it: a case is found by its reference.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::locale::date_time;
use crate::web::failure::Failure;
use crate::web::session::Staff;
use crate::web::staff::spreadsheet::{self, sheet};
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;

use super::listed::differing;

/// Sends it.
///
/// # Errors
/// [`Failure::NotFound`] where the national store is not set up; when the database fails.
pub async fn send(State(app): State<Arc<App>>, visit: Visit, staff: Staff) -> Result<Response, Failure> {
    let all = differing(&app, &staff, spreadsheet::LINES).await?;
    let (t, language) = (visit.t, visit.language());
    let head = [t.msg_national_reference(), t.msg_national_differs(), t.msg_national_since()];
    let rows = all.iter().map(|one| {
        [
            one.delegation.to_string(),
            staff_words::difference(t, one.difference),
            date_time(one.since, language),
        ]
    });
    sheet("differences", head, rows)
}
