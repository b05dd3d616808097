//! The start page: what this is, who can use it, what is needed, and the way in.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/start.html")]
pub(super) struct Start {
    t: &'static Words,
    shell: Shell,
}
page!(Start);

/// Shows it. Somebody signed in gets a way on instead of the ways in.
pub(super) async fn show(visit: Visit) -> Start {
    Start { t: visit.t, shell: visit.shell }
}
