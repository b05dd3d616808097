//! It is recorded: who is told what, and what is left to do.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;

use super::page::{ReasonPage, told_words};

#[derive(Template)]
#[template(path = "staff/reason_form/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    title: String,
    names: String,
    told: Vec<String>,
    afterwards: String,
    home: String,
}
page::page!(Done);

/// Shows it; a case of which it is not true goes to its own page.
pub async fn show<P: ReasonPage>(visit: Visit, opened: Opened) -> Response {
    let Some((why, tell)) = (P::PAGE.decided)(&opened.case.delegation) else {
        return Redirect::to(&opened.home()).into_response();
    };
    let t = visit.t;
    let told = told_words(t, why, tell);
    let (names, home) = (opened.names(t), opened.home());
    let (title, afterwards) = ((P::PAGE.done)(t), (P::PAGE.afterwards)(t));
    Done { t, title, names, told, afterwards, home, shell: visit.shell }.into_response()
}
