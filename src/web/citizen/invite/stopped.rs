//! After the pressure question: nothing was sent, and here is help.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use tower_sessions::Session;

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::web::{kept_page, parked};

#[derive(Template)]
#[template(path = "citizen/invite/stopped.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
}
page::page!(Page);

/// Shows it. The question and what was typed before it are forgotten, so that nobody finds them by going back.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, session: Session) -> Result<Page, Failure> {
    kept_page::forget(&app, &session).await?;
    parked::forget(&app, &session).await?;
    Ok(Page { t: visit.t, shell: visit.shell })
}
