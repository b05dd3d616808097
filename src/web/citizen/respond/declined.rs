//! The delegate said no, now or earlier.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

use super::invitation::{Invited, place, to_place};

#[derive(Template)]
#[template(path = "citizen/respond/declined.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    name: String,
}
page::page!(Page);

/// Shows it.
pub async fn show(visit: Visit, Invited(own): Invited) -> Response {
    let stage = own.delegation().stage;
    if place(stage) != "declined" {
        return to_place(&own, stage).into_response();
    }
    Page { t: visit.t, shell: visit.shell, name: own.name() }.into_response()
}
