//! CIS2 tells us that somebody signed out there (docs/sources.md#cis2-users).

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use time::Duration;

use crate::app::App;
use crate::storage::sessions;
use crate::web::failure::Failure;

/// The body of the call.
#[derive(Deserialize)]
pub struct Notice {
    logout_token: String,
}

/// Ends the sessions that the token names. 200 also when there was none; 400 for a token that is not good, or is used
/// a second time.
///
/// # Errors
/// When the database fails.
pub async fn logout(State(app): State<Arc<App>>, Form(notice): Form<Notice>) -> Result<StatusCode, Failure> {
    let logout = match app.cis2.logout_token(&notice.logout_token).await {
        Ok(logout) => logout,
        Err(fault) => {
            tracing::warn!(%fault, "a logout token was refused");
            return Ok(StatusCode::BAD_REQUEST);
        }
    };
    let issuer = &app.config.cis2.client.issuer;
    let (key, forget_at) = (format!("{issuer} {}", logout.jti), app.clock.now() + Duration::minutes(10));
    let whose = (logout.sub.as_deref(), logout.sid.as_deref());
    let ended = sessions::log_out(&app.db, (&key, forget_at), issuer, whose, logout.iat).await?;
    let Some(ended) = ended else {
        tracing::warn!("a logout token was used a second time");
        return Ok(StatusCode::BAD_REQUEST);
    };
    tracing::info!(ended, "signed out by CIS2");
    Ok(StatusCode::OK)
}
