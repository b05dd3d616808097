//! The accessibility statement (docs/life.md#citizens-pages); what it claims must be what the tests check.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use time::Date;
use time::macros::date;

use crate::app::App;
use crate::locale::{Words, date_long};
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// The day on which somebody last compared the statement with the pages; whoever changes what it says changes this too.
const PREPARED: Date = date!(2026 - 11 - 27);

#[derive(Template)]
#[template(path = "public/accessibility.html")]
pub(super) struct Accessibility {
    t: &'static Words,
    shell: Shell,
    prepared: String,
    email: Option<String>,
}
page!(Accessibility);

/// Shows it.
pub(super) async fn show(State(app): State<Arc<App>>, visit: Visit) -> Accessibility {
    Accessibility {
        t: visit.t,
        prepared: date_long(PREPARED, visit.language()),
        email: app.config.notices.accessibility.clone(),
        shell: visit.shell,
    }
}
