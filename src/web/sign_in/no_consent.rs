//! For people who did not agree to share their NHS login information. NHS login requires this page of every service,
//! with its wording and its three links (facts nhs-login-and-cis2 §1.7).

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// Its address.
pub const PATH: &str = "/auth/no-consent";

/// What somebody reads who does not share what NHS login knows of them.
#[derive(Template)]
#[template(path = "sign_in/no_consent.html")]
pub struct NoConsent {
    t: &'static Words,
    shell: Shell,
}
page!(NoConsent);

/// Shows it.
pub async fn show(visit: Visit) -> NoConsent {
    NoConsent { t: visit.t, shell: visit.shell }
}
