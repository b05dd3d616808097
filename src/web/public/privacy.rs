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
    controller: Option<String>,
    data_protection: Option<String>,
}
page!(Privacy);

/// Shows it.
pub(super) async fn show(State(app): State<Arc<App>>, visit: Visit) -> Privacy {
    let named = &app.config.notices;
    Privacy {
        t: visit.t,
        shell: visit.shell,
        draft_days: app.config.limits.draft_days,
        controller: named.controller.clone(),
        data_protection: named.data_protection.clone(),
    }
}
