//! What the reader wanted cannot be done now: how it stands, and the way on.

use askama::Template;

use crate::locale::Words;
use crate::web::citizen::own::Own;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "citizen/manage/moved_on.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    sentence: String,
    next: String,
    details: String,
}
page::page!(Page);

/// Shows it.
pub async fn show(visit: Visit, own: Own) -> Page {
    let (sentence, next) = (own.sentence(visit.language()), own.next(visit.language()));
    Page { t: visit.t, shell: visit.shell, sentence, next, details: own.path("") }
}
