//! The page that asks why, and what may be told; nothing is chosen beforehand.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::form::TextFault;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::staff::opened::Opened;
use crate::web::staff::told;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use domain::text::NOTE_LIMIT;

use super::form::{Faults, Form};
use super::page::Page;
use super::reason::Reason;

#[derive(Template)]
#[template(path = "staff/reason_form/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    problems: Vec<Problem>,
    title: String,
    question: String,
    reason: FieldView,
    reasons: Vec<Choice>,
    other: FieldView,
    note: FieldView,
    told: [FieldView; 2],
    tells: Vec<Choice>,
    limit: usize,
}
page::page!(Ask);

impl Ask {
    /// The form with its answers, and what is wrong with them.
    pub fn new<R: Reason>(
        page: &Page<R>,
        visit: Visit,
        opened: &Opened,
        (form, faults): (&Form, Faults),
    ) -> Ask {
        let t = visit.t;
        let field = |name: &str, value: &str, error| FieldView::new(name, value).with_error(error);
        let reason = field("reason", &form.reason, faults.reason.then(|| (page.unsaid)(t)));
        let other = field("other", &form.other, faults.other.map(|fault| other_words(t, fault)));
        let note = field("note", &form.note, faults.note.map(|fault| staff_words::note_fault(t, fault)));
        let told = form.told().fields(t, faults.tell);
        let problems = problems(&[&reason, &other, &note, &told[0], &told[1]]);
        Ask {
            t,
            back: opened.home(),
            names: opened.names(t),
            title: (page.title)(t),
            question: (page.question)(t),
            reasons: (page.reasons)().into_iter().map(|why| choice(t, why)).collect(),
            tells: told::choices(t, (page.outcome)(t), true),
            limit: NOTE_LIMIT,
            shell: visit.with_errors(!problems.is_empty()).shell,
            problems,
            reason,
            other,
            note,
            told,
        }
    }

    /// The form again, with what is wrong.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}

fn choice<R: Reason>(t: &Words, why: R) -> Choice {
    let choice = Choice::new(why.code(), why.words(t));
    if why.is_other() { choice.revealing() } else { choice }
}

fn other_words(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::Empty => t.msg_reason_form_other_empty(),
        TextFault::TooLong => t.msg_reason_form_other_long(),
        TextFault::Unfit => t.msg_reason_form_other_unfit(),
    }
}
