//! What somebody reads whose form stood on a page of another person: nothing was done, and who is signed in now.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// It names who is signed in, and leads to their own pages.
#[derive(Template)]
#[template(path = "other_person.html")]
pub struct OtherPerson {
    t: &'static Words,
    shell: Shell,
}
page!(OtherPerson);

/// The answer in place of doing what the form asks.
pub fn answer(visit: Visit) -> Response {
    // Not the form's own address: some of those are only sent to, and the links of languages lead to this one.
    let home = visit.shell.account().map_or("/", |account| account.home).to_owned();
    let Visit { t, shell } = visit.at(home);
    (StatusCode::CONFLICT, OtherPerson { t, shell }).into_response()
}
