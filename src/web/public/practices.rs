//! How it works for GP practices.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/practices.html")]
pub(super) struct Practices {
    t: &'static Words,
    shell: Shell,
}
page!(Practices);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Practices {
    Practices { t: visit.t, shell: visit.shell }
}
