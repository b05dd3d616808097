//! It is recorded: who is told what, and what is left to do.

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
    next_case: Option<String>,
}
page::page!(Done);

/// Shows it; a case of which it is not true goes to its own page.
///
/// # Errors
/// When the database fails.
pub async fn show<P: ReasonPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
) -> Result<Response, Failure> {
    let Some((why, tell)) = (P::PAGE.decided)(&opened.case.delegation) else {
        return Ok(Redirect::to(&opened.home()).into_response());
    };
    let t = visit.t;
    let next_case = next(&app, &opened).await?;
    let told = told_words(t, why, tell);
    let (names, home) = (opened.names(t), opened.home());
    let (title, afterwards) = ((P::PAGE.done)(t), (P::PAGE.afterwards)(t));
    Ok(Done { t, title, names, told, afterwards, home, next_case, shell: visit.shell }.into_response())
}
