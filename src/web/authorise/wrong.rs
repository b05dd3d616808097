//! The app or its address is not known: nobody is sent there (RFC 6749 §4.1.2.1).

use askama::Template;

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "authorise/wrong.html")]
pub(super) struct Wrong {
    t: &'static Words,
    shell: Shell,
}
page::page!(Wrong);

impl Wrong {
    /// Says so.
    pub(super) fn of(visit: Visit) -> Wrong {
        Wrong { t: visit.t, shell: visit.shell }
    }
}
