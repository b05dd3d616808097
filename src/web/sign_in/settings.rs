//! To NHS login's settings, where people change their account there, without signing in again
//! (docs/sources.md#nhsl-docs): the link holds a token that is good for one minute and once, so it is made when it is
//! followed.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;

use crate::app::App;
use crate::web::failure::Failure;
use crate::web::session::Citizen;

/// Sends the browser there.
///
/// # Errors
/// "Not found" where no address of the settings is known.
pub async fn show(State(app): State<Arc<App>>, reader: Citizen) -> Result<Redirect, Failure> {
    let link = app.nhs_login.settings_link(&reader.id_token_jti).ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&link))
}
