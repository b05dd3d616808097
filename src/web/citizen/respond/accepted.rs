//! The delegate said yes, now or earlier: what happens next.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::delegation::Stage;

use super::invitation::{Invited, place, to_place};

#[derive(Template)]
#[template(path = "citizen/respond/accepted.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    name: String,
    practice: String,
    is_waiting: bool,
    sentence: String,
    next: String,
    details: String,
}
page::page!(Page);

/// Shows it.
pub async fn show(visit: Visit, Invited(own): Invited) -> Response {
    let (stage, language) = (own.delegation().stage, visit.language());
    if place(stage) != "accepted" {
        return to_place(&own, stage).into_response();
    }
    let page = Page {
        t: visit.t,
        shell: visit.shell,
        name: own.name(),
        practice: own.mine.practice_name.clone(),
        is_waiting: stage == Stage::WithPractice,
        sentence: own.sentence(language),
        next: own.next(language),
        details: own.path(""),
    };
    page.into_response()
}
