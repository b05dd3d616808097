//! After signing out: says what has ended and what has not.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// That somebody has signed out, and how to sign in again. Other tabs of the browser come here too (`static/session.js`).
#[derive(Template)]
#[template(path = "sign_in/signed_out.html")]
pub struct SignedOut {
    t: &'static Words,
    shell: Shell,
}
page!(SignedOut);

/// Shows it; somebody who is signed in gets to their own first page instead.
pub async fn show(visit: Visit) -> Response {
    if let Some(account) = visit.shell.account() {
        return Redirect::to(account.home).into_response();
    }
    SignedOut { t: visit.t, shell: visit.shell }.into_response()
}
