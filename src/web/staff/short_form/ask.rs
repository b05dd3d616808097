//! The page that asks, once.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::lists::SummaryList;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::staff::case::{access_rows, people_rows};
use crate::web::staff::opened::Opened;
use crate::web::staff::told;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use domain::delegation::SuspendReason;
use domain::text::NOTE_LIMIT;

use super::form::{About, Faults, Form};
use super::page::Page;

#[derive(Template)]
#[template(path = "staff/short_form/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    problems: Vec<Problem>,
    title: String,
    means: String,
    people: SummaryList,
    set: Option<SummaryList>,
    reason: Option<FieldView>,
    reasons: Vec<Choice>,
    in_line: Option<FieldView>,
    ticks: Vec<Choice>,
    note: FieldView,
    limit: usize,
    patient: Option<FieldView>,
    trusted: Option<FieldView>,
    tells: Vec<Choice>,
    is_pause: bool,
}
page::page!(Ask);

impl Ask {
    /// The form with its answers, and what is wrong with them.
    pub fn new(page: &Page, visit: Visit, opened: &Opened, (form, faults): (&Form, Faults)) -> Ask {
        let t = visit.t;
        let field = |name: &str, value: &str, error| FieldView::new(name, value).with_error(error);
        let reason = page
            .asks_reason
            .then(|| field("reason", &form.reason, faults.reason.then(|| t.msg_suspend_reason_empty())));
        let ticks = page.tick.map(|tick| Choice::new("yes", tick(t)).checked(form.in_line == "yes"));
        let in_line = ticks
            .is_some()
            .then(|| field("in_line", "", faults.in_line.then(|| t.msg_short_form_tick_empty())));
        let note = field("note", &form.note, faults.note.map(|fault| staff_words::note_fault(t, fault)));
        let [patient, trusted] = form.told(page.asks_about).fields(t, faults.tell);
        let patient = Some(patient).filter(|_| page.asks_about != About::Nobody);
        let trusted = Some(trusted).filter(|_| page.asks_about == About::Both);
        let asked = reason.iter().chain(&in_line).chain([&note]).chain(&patient).chain(&trusted);
        let wrong: Vec<Problem> = asked.flat_map(|field| problems(&[field])).collect();
        let set = opened.case.delegation.set.as_ref();
        Ask {
            t,
            back: opened.home(),
            names: opened.names(t),
            title: (page.title)(t),
            means: (page.means)(t),
            people: SummaryList(people_rows(visit.language(), &opened.case)),
            set: set.map(|access| access_rows(visit.language(), access)),
            reasons: SuspendReason::CHOSEN.map(|reason| choice(t, reason)).into(),
            ticks: ticks.into_iter().collect(),
            limit: NOTE_LIMIT,
            shell: visit.with_errors(!wrong.is_empty()).shell,
            problems: wrong,
            tells: told::choices(t, (page.outcome)(t), page.asks_reason),
            is_pause: page.asks_reason,
            reason,
            in_line,
            note,
            patient,
            trusted,
        }
    }

    /// The form again, with what is wrong.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}

fn choice(t: &Words, reason: SuspendReason) -> Choice {
    Choice::new(reason.code(), staff_words::suspend_reason(t, reason))
}
