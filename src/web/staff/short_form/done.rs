//! It is done: what happens next.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;

use super::page::ShortPage;

#[derive(Template)]
#[template(path = "staff/short_form/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    title: String,
    names: String,
    next: String,
    home: String,
}
page::page!(Done);

/// Shows it; a case of which it is not true goes to its own page.
pub async fn show<P: ShortPage>(visit: Visit, opened: Opened) -> Response {
    if !(P::PAGE.is_done)(&opened.case.delegation) {
        return Redirect::to(&opened.home()).into_response();
    }
    let t = visit.t;
    let (title, names, next) = ((P::PAGE.done)(t), opened.names(t), (P::PAGE.next)(t));
    Done { t, title, names, next, home: opened.home(), shell: visit.shell }.into_response()
}
