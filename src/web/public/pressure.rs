//! Help for people who are being pressured; linked from every footer, so it must work for everybody at once.

use askama::Template;

use crate::locale::Words;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/pressure.html")]
pub(super) struct Pressure {
    t: &'static Words,
    shell: Shell,
}
page!(Pressure);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Pressure {
    Pressure { t: visit.t, shell: visit.shell }
}
