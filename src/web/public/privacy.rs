//! The privacy notice: what is kept, who sees it, how long.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/privacy.html")]
pub(super) struct Privacy {
    t: &'static Words,
    shell: Shell,
    /// Days an unsent request is kept.
    draft_days: i64,
}
page!(Privacy);

/// Shows it.
pub(super) async fn show(State(app): State<Arc<App>>, visit: Visit) -> Privacy {
    Privacy { t: visit.t, shell: visit.shell, draft_days: app.config.limits.draft_days }
}
