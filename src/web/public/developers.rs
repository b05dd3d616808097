//! The API, for developers: what it offers, how to get in, how to try it.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/developers.html")]
pub(super) struct Developers {
    t: &'static Words,
    shell: Shell,
}
page!(Developers);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Developers {
    Developers { t: visit.t, shell: visit.shell }
}
