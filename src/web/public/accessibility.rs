//! The accessibility statement (product §2); what it claims must be what the tests check.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/accessibility.html")]
pub(super) struct Accessibility {
    t: &'static Words,
    shell: Shell,
}
page!(Accessibility);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Accessibility {
    Accessibility { t: visit.t, shell: visit.shell }
}
