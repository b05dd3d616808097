//! Whom to ask about what.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/contact.html")]
pub(super) struct Contact {
    t: &'static Words,
    shell: Shell,
}
page!(Contact);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Contact {
    Contact { t: visit.t, shell: visit.shell }
}
