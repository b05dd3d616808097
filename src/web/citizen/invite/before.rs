//! Before you start: what it means, and what you need.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;

use super::draft;

#[derive(Template)]
#[template(path = "citizen/invite/before.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
}
page::page!(Page);

/// Shows it.
pub async fn show(visit: Visit) -> Page {
    Page { t: visit.t, shell: visit.shell }
}

/// Makes a draft and goes to its first page.
///
/// # Errors
/// When the database fails.
pub async fn begin(State(app): State<Arc<App>>, citizen: Citizen) -> Result<Redirect, Failure> {
    let id = draft::begin(&app, &citizen).await?;
    Ok(Redirect::to(&format!("/invite/{id}/who")))
}
