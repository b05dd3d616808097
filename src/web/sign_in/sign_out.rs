//! Signing out here; NHS login and CIS2 keep sessions of their own, and the page says so.

use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use crate::web::failure::Failure;

/// Ends the session on the server and asks the browser to forget what it has.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(session: Session) -> Result<Response, Failure> {
    session.flush().await?;
    let headers = [("Clear-Site-Data", "\"cache\", \"storage\"")];
    Ok((headers, Redirect::to("/signed-out")).into_response())
}
