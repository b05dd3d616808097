//! How it works for people who are asked to act for somebody.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/trusted_people.html")]
pub(super) struct TrustedPeople {
    t: &'static Words,
    shell: Shell,
}
page!(TrustedPeople);

/// Shows it.
pub(super) async fn show(visit: Visit) -> TrustedPeople {
    TrustedPeople { t: visit.t, shell: visit.shell }
}
