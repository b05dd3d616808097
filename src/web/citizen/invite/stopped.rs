//! After the pressure question: nothing was sent, and here is help.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "citizen/invite/stopped.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
}
page::page!(Page);

/// Shows it.
pub async fn show(visit: Visit) -> Page {
    Page { t: visit.t, shell: visit.shell }
}
