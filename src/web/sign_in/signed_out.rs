//! After signing out: says what has ended and what has not.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// That somebody has signed out, and how to sign in again.
#[derive(Template)]
#[template(path = "sign_in/signed_out.html")]
pub struct SignedOut {
    t: &'static Words,
    shell: Shell,
}
page!(SignedOut);

/// Shows it.
pub async fn show(visit: Visit) -> SignedOut {
    SignedOut { t: visit.t, shell: visit.shell }
}
