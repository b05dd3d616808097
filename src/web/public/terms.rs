//! What people agree to by using the service.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/terms.html")]
pub(super) struct Terms {
    t: &'static Words,
    shell: Shell,
}
page!(Terms);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Terms {
    Terms { t: visit.t, shell: visit.shell }
}
