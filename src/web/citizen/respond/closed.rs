//! The invitation can no longer be answered: withdrawn, out of time, or all over. No error: nobody did anything wrong.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::delegation::Stage;

use super::invitation::{Invited, place, to_place};

#[derive(Template)]
#[template(path = "citizen/respond/closed.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    heading: String,
    sentence: String,
    what_next: String,
    details: String,
}
page::page!(Page);

/// Shows it.
pub async fn show(visit: Visit, Invited(own): Invited) -> Response {
    let stage = own.delegation().stage;
    if place(stage) != "closed" {
        return to_place(&own, stage).into_response();
    }
    let (heading, what_next) = match own.delegation().closed {
        Some(_) => {
            let why = own.why(visit.t).unwrap_or_else(|| visit.t.msg_respond_closed_request());
            (why, visit.t.msg_respond_closed_nothing())
        }
        None => words_for(visit.t, stage, own.name()),
    };
    let (sentence, details) = (own.sentence(visit.language()), own.path(""));
    Page { t: visit.t, shell: visit.shell, heading, sentence, what_next, details }.into_response()
}

/// Heading and what the reader may do, by stage; a refusal reads as an end, the sentence says what may be told.
fn words_for(t: &Words, stage: Stage, name: String) -> (String, String) {
    match stage {
        Stage::Withdrawn => (t.msg_respond_closed_withdrawn(), t.msg_respond_closed_nothing()),
        Stage::Lapsed => (t.msg_respond_closed_lapsed(), t.msg_respond_closed_ask_again(name)),
        Stage::Ending | Stage::Ended => (t.msg_respond_closed_access(), t.msg_respond_closed_nothing()),
        Stage::Checking | Stage::NotConfirmed | Stage::Refused => {
            (t.msg_respond_closed_request(), t.msg_respond_closed_nothing())
        }
        Stage::Invited | Stage::Declined | Stage::WithPractice | Stage::Active | Stage::Suspended => {
            (t.msg_respond_closed_request(), t.msg_respond_closed_nothing())
        }
    }
}
