//! How it works, step by step, before anybody signs in.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/how_it_works.html")]
pub(super) struct HowItWorks {
    t: &'static Words,
    shell: Shell,
}
page!(HowItWorks);

/// Shows it.
pub(super) async fn show(visit: Visit) -> HowItWorks {
    HowItWorks { t: visit.t, shell: visit.shell }
}
