//! Before you start: what it means, and what you need.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;

use crate::actions::may_invite;
use crate::app::App;
use crate::locale::Words;
use crate::web::correlation::Correlation;
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
///
/// # Errors
/// When the reader cannot invite anybody now, or the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, citizen: Citizen) -> Result<Page, Failure> {
    may_invite::anybody(&app, citizen.id).await?;
    Ok(Page { t: visit.t, shell: visit.shell })
}

/// Makes a draft and goes to its first page.
///
/// # Errors
/// When the reader cannot invite anybody, now or at all, or the database fails.
pub async fn begin(
    State(app): State<Arc<App>>,
    citizen: Citizen,
    Correlation(correlation): Correlation,
) -> Result<Redirect, Failure> {
    may_invite::anybody(&app, citizen.id).await?;
    if may_invite::is_restricted(&app, citizen.id, &correlation).await? {
        return Err(Failure::Restricted);
    }
    let id = draft::begin(&app, &citizen).await?;
    Ok(Redirect::to(&format!("/invite/{id}/who")))
}
