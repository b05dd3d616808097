//! The page that asks why, and what may be told; nothing is chosen beforehand.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::domain::delegation::{RefusalReason, TellThem};
use crate::locale::Words;
use crate::web::form::TextFault;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::staff::opened::Opened;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;

use super::form::{Faults, Form, LIMIT};

/// The page.
#[derive(Template)]
#[template(path = "staff/refuse/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    problems: Vec<Problem>,
    reason: FieldView,
    reasons: Vec<Choice>,
    other: FieldView,
    note: FieldView,
    tell: FieldView,
    ways: Vec<Choice>,
    limit: usize,
}
page::page!(Ask);

impl Ask {
    /// The form with its answers, and what is wrong with them.
    pub fn new(visit: Visit, opened: &Opened, form: &Form, faults: Faults) -> Ask {
        let t = visit.t;
        let field = |name: &str, value: &str, error| FieldView::new(name, value).with_error(error);
        let reason = field("reason", &form.reason, faults.reason.then(|| t.msg_decide_reason_empty()));
        let other = field("other", &form.other, faults.other.map(|fault| other_words(t, fault)));
        let note = field("note", &form.note, faults.note.map(|fault| note_words(t, fault)));
        let tell = field("tell", &form.tell, faults.tell.then(|| t.msg_decide_tell_empty()));
        let problems = problems(&[&reason, &other, &note, &tell]);
        Ask {
            t,
            back: opened.home(),
            names: opened.names(t),
            reasons: RefusalReason::ALL.iter().map(|one| choice(t, *one)).collect(),
            ways: TellThem::ALL.iter().map(|one| way(t, *one)).collect(),
            limit: LIMIT,
            shell: visit.with_errors(!problems.is_empty()).shell,
            problems,
            reason,
            other,
            note,
            tell,
        }
    }

    /// The form again, with what is wrong.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}

fn choice(t: &Words, reason: RefusalReason) -> Choice {
    let choice = Choice::new(reason.code(), staff_words::reason(t, reason));
    if reason == RefusalReason::Other { choice.revealing() } else { choice }
}

fn way(t: &Words, tell: TellThem) -> Choice {
    let hint = match tell {
        TellThem::Nothing => t.msg_decide_tell_nothing_hint(),
        TellThem::Outcome => t.msg_decide_tell_outcome_hint(),
        TellThem::Reason => t.msg_decide_tell_reason_hint(),
    };
    Choice::new(tell.code(), staff_words::tell(t, tell)).hint(hint)
}

fn other_words(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::Empty => t.msg_decide_other_empty(),
        TextFault::TooLong => t.msg_decide_other_long(),
        TextFault::Unfit => t.msg_decide_other_unfit(),
    }
}

fn note_words(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::TooLong => t.msg_decide_note_long(),
        TextFault::Empty | TextFault::Unfit => t.msg_decide_note_unfit(),
    }
}
