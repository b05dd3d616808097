//! For people who came from the NHS App and did not agree to share their NHS login information. NHS login fixes every word
//! and allows no other, and no back button of ours (facts nhs-login-and-cis2 §1.7).

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// Its address.
pub const PATH: &str = "/auth/no-consent/nhs-app";

/// What somebody reads in the NHS App who does not share what NHS login knows of them.
#[derive(Template)]
#[template(path = "sign_in/nhs_app_no_consent.html")]
pub struct NhsAppNoConsent {
    t: &'static Words,
    shell: Shell,
}
page!(NhsAppNoConsent);

/// Shows it.
///
/// # Errors
/// "Not found" where nobody comes from the App.
pub async fn show(State(app): State<Arc<App>>, visit: Visit) -> Result<NhsAppNoConsent, Failure> {
    if app.config.nhs_app.on {
        Ok(NhsAppNoConsent { t: visit.t, shell: visit.shell })
    } else {
        Err(Failure::NotFound)
    }
}
