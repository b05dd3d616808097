//! From the NHS App into the service without signing in again (docs/sources.md#nhsl-app). The App's token is passed
//! on to NHS login as it is; here it is neither kept nor logged, and it leaves the address bar at once.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Redirect;
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::arrival::Arrival;
use crate::integrations::nhs_login::Asking;
use crate::web::failure::Failure;
use crate::web::session;
use crate::web::starts::SigningIn;

use super::begin::{ReturnTo, begin};
use super::nhs_app_failed;

/// The longest token that is passed on; the App's are a few hundred bytes.
const LONGEST: usize = 4096;

/// What the App says.
#[derive(Deserialize)]
pub struct JumpOff {
    #[serde(rename = "assertedLoginIdentity")]
    asserted: Option<String>,
    /// Page of ours to go to.
    return_to: Option<String>,
}

/// Ends whatever this browser was signed in to, and asks NHS login who the App says it is.
///
/// # Errors
/// "Not found" where nobody comes from the App, when the database fails, or too many sign-ins began from here.
pub async fn start(
    State(app): State<Arc<App>>,
    session: Session,
    arrival: Arrival,
    asked: Result<Query<JumpOff>, QueryRejection>,
) -> Result<Redirect, Failure> {
    if !app.config.nhs_app.on {
        return Err(Failure::NotFound);
    }
    let Ok(Query(JumpOff { asserted: Some(asserted), return_to })) = asked else {
        return Ok(nhs_app_failed::go("no token"));
    };
    if !has_shape_of_token(&asserted) {
        return Ok(nhs_app_failed::go("no token"));
    }
    // Whoever was signed in before may be somebody else, and must not be met again if this sign-in fails.
    session::renew(&session, app.clock.now(), None).await?;
    let (url, pending) = match app.nhs_login.authorize(Asking { asserted: Some(&asserted) }).await {
        Ok(begun) => begun,
        Err(upstream) => return Ok(nhs_app_failed::go(upstream.kind.code())),
    };
    let return_to = ReturnTo { return_to }.local_path();
    let signing_in = SigningIn { pending, return_to, from_app: true, began_at: app.clock.now() };
    begin(&app, &session, &arrival, signing_in).await?;
    Ok(Redirect::to(&url))
}

/// Whether it can be a signed token at all; whether it is a good one is for NHS login to say.
fn has_shape_of_token(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let parts: Vec<&str> = text.split('.').collect();
    text.len() <= LONGEST
        && parts.len() == 3
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_a_token_is_passed_on() {
        assert!(has_shape_of_token("eyJh-_.eyJj.c2ln"));
        for text in ["", "a.b", "a.b.", "a.b.c.d", "a.b.c d", "a.b.ç", "a.b.c\r\n", "..", "a=.b.c"] {
            assert!(!has_shape_of_token(text), "{text:?}");
        }
        assert!(!has_shape_of_token(&format!("a.b.{}", "c".repeat(LONGEST))));
    }
}
