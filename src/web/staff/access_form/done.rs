//! The access is recorded: what happens next.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;
use crate::wording;
use domain::delegation::Stage;

use super::page::AccessPage;

#[derive(Template)]
#[template(path = "staff/access_form/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    title: String,
    names: String,
    dates: String,
    home: String,
}
page::page!(Done);

/// Shows it; a case that is not active goes to its own page.
pub async fn show<P: AccessPage>(visit: Visit, opened: Opened) -> Response {
    let delegation = &opened.case.delegation;
    let Some(access) = delegation.set.as_ref().filter(|_| delegation.stage == Stage::Active) else {
        return Redirect::to(&opened.home()).into_response();
    };
    let dates = wording::access_dates(visit.language(), access);
    let (t, home) = (visit.t, opened.home());
    let names = opened.names(t);
    Done { t, title: (P::PAGE.done)(t), names, dates, home, shell: visit.shell }.into_response()
}
