//! It is done: what happens next.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::staff::next::next;
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
    next_case: Option<String>,
}
page::page!(Done);

/// Shows it; a case of which it is not true goes to its own page.
///
/// # Errors
/// When the database fails.
pub async fn show<P: ShortPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
) -> Result<Response, Failure> {
    if !(P::PAGE.is_done)(&opened.case.delegation) {
        return Ok(Redirect::to(&opened.home()).into_response());
    }
    let t = visit.t;
    let next_case = next(&app, &opened).await?;
    let (title, names, next) = ((P::PAGE.done)(t), opened.names(t), (P::PAGE.next)(t));
    Ok(Done { t, title, names, next, home: opened.home(), next_case, shell: visit.shell }.into_response())
}
