//! The way from the NHS App ended in an error: sends people back there (facts nhs-login-and-cis2 §1.8).

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// Its address, without anything of the request that failed.
pub const PATH: &str = "/auth/nhs-app-failed";

/// What somebody reads whom the NHS App could not sign in.
#[derive(Template)]
#[template(path = "sign_in/nhs_app_failed.html")]
pub struct NhsAppFailed {
    t: &'static Words,
    shell: Shell,
    /// The App's first page.
    app_home: String,
}
page!(NhsAppFailed);

/// Notes why, in a word that tells nobody's secret, and leads to the page.
pub(super) fn go(why: &str) -> Redirect {
    tracing::warn!(why, "nobody was signed in from the NHS App");
    Redirect::to(PATH)
}

/// Shows it.
///
/// # Errors
/// "Not found" where nobody comes from the App.
pub async fn show(State(app): State<Arc<App>>, visit: Visit) -> Result<NhsAppFailed, Failure> {
    let settings = &app.config.nhs_app;
    if !settings.on {
        return Err(Failure::NotFound);
    }
    Ok(NhsAppFailed { t: visit.t, shell: visit.shell, app_home: settings.home_url.clone() })
}
