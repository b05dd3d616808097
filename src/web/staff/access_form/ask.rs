//! The page that asks: first what was checked, then what was set in the practice's own system.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::{Language, Words, words};
use crate::storage::views::case::Case;
use crate::web::form::{DateFault, missing_parts};
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, DateView, FieldView, Problem, problems};
use crate::web::staff::case::{account_row, people_rows};
use crate::web::staff::opened::Opened;
use crate::web::staff::told;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use crate::wording;
use domain::delegation::{ChecklistItem, ConsentMethod};
use domain::{RecordLevel, Service};

use super::form::{EndFault, Faults, Form, StartFault};
use super::page::Page;

#[derive(Template)]
#[template(path = "staff/access_form/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    /// Where the record of the patient is shown at every level.
    would_see: String,
    known: SummaryList,
    problems: Vec<Problem>,
    title: String,
    first: String,
    ticked: String,
    needs_checklist: bool,
    checklist: FieldView,
    points: Vec<Choice>,
    consent: FieldView,
    methods: Vec<Choice>,
    services: FieldView,
    offered: Vec<Choice>,
    record: FieldView,
    levels: Vec<Choice>,
    starts: DateView,
    how_long: FieldView,
    lengths: Vec<Choice>,
    ends: DateView,
    told: [FieldView; 2],
    tells: Vec<Choice>,
}
page::page!(Ask);

impl Ask {
    /// The form with its answers, and what is wrong with them.
    pub fn new(page: &Page, visit: Visit, opened: &Opened, (form, faults): (&Form, &Faults)) -> Ask {
        let t = visit.t;
        let checklist = FieldView::new("checklist", "").with_error(missing(t, &faults.missing));
        let [consent, services, record] = choices(t, form, faults);
        let starts = starts(t, form, faults.starts);
        let (how_long, ends) = ends(t, form, faults.ends);
        let told = form.told().fields(t, faults.tell);
        let [patient, trusted] = &told;
        let problems = problems(&[
            &checklist, &consent, &services, &record, &starts, &how_long, &ends, patient, trusted,
        ]);
        Ask {
            t,
            back: opened.home(),
            names: opened.names(t),
            would_see: format!("{}/record", opened.home()),
            known: known(visit.language(), &opened.case, page.needs_checklist),
            title: (page.title)(t),
            first: (page.first)(t),
            ticked: (page.ticked)(t, &opened.case.delegation),
            needs_checklist: page.needs_checklist,
            points: ChecklistItem::ALWAYS.map(|item| point(t, form, item)).into(),
            methods: methods(t),
            offered: Service::ALL.map(|one| service(t, form, one)).into(),
            levels: RecordLevel::SEEN.map(|one| level(t, one)).into(),
            lengths: lengths(t),
            tells: told::choices(t, t.msg_told_set(), false),
            shell: visit.with_errors(!problems.is_empty()).shell,
            problems,
            checklist,
            consent,
            services,
            record,
            starts,
            how_long,
            ends,
            told,
        }
    }

    /// The form again, with what is wrong.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}

/// The questions of which one answer or more must be chosen.
fn choices(t: &Words, form: &Form, faults: &Faults) -> [FieldView; 3] {
    let field = |name: &str, value: &str, wrong: bool, words: fn(&Words) -> String| {
        FieldView::new(name, value).with_error(wrong.then(|| words(t)))
    };
    [
        field("consent", &form.consent, faults.consent, Words::msg_access_form_consent_empty),
        field("services", "", faults.services, Words::msg_access_form_services_empty),
        field("record", &form.record, faults.record, Words::msg_access_form_record_empty),
    ]
}

/// The ways in which consent may have been given, as choices.
pub(super) fn methods(t: &Words) -> Vec<Choice> {
    let method = |one: ConsentMethod| Choice::new(one.code(), staff_words::consent(t, one));
    ConsentMethod::ALL.map(method).into()
}

/// Both people, what comes of the account by which one acts, what was asked for, and what is set now: so that the right access is given to the right one.
fn known(language: Language, case: &Case, is_decided_anew: bool) -> SummaryList {
    let t = words(language);
    let mut rows = people_rows(language, case);
    rows.extend(is_decided_anew.then(|| account_row(language, case)));
    let lines = |access| wording::access_in_full(language, access);
    rows.push(SummaryRow::paragraphs(t.msg_case_asked(), lines(case.delegation.last_asked())));
    if let Some(set) = case.delegation.set_now() {
        rows.push(SummaryRow::paragraphs(t.msg_case_set(), lines(set)));
    }
    SummaryList(rows)
}

/// The points that are missing, in words.
pub fn missing(t: &Words, items: &[ChecklistItem]) -> Option<String> {
    let names: Vec<String> = items.iter().map(|item| staff_words::short_point(t, *item)).collect();
    (!names.is_empty()).then(|| t.msg_access_form_missing(names.join(", ")))
}

/// A point of the checklist, ticked or not.
pub fn point(t: &Words, form: &Form, item: ChecklistItem) -> Choice {
    let checked = form.checklist.iter().any(|code| code == item.code());
    Choice::new(item.code(), staff_words::point(t, item)).checked(checked)
}

fn service(t: &Words, form: &Form, one: Service) -> Choice {
    let checked = form.services.iter().any(|code| code == one.code());
    let choice = Choice::new(one.code(), wording::service(t, one)).checked(checked);
    if one == Service::ViewRecord { choice.revealing() } else { choice }
}

fn level(t: &Words, one: RecordLevel) -> Choice {
    Choice::new(one.code(), wording::record_level(t, one)).hint(wording::record_level_hint(t, one))
}

fn lengths(t: &Words) -> Vec<Choice> {
    vec![
        Choice::new("until", t.msg_access_form_until()).revealing(),
        Choice::new("no_end", t.msg_access_form_no_end()).hint(t.msg_access_form_no_end_hint()),
    ]
}

fn starts(t: &Words, form: &Form, fault: Option<StartFault>) -> DateView {
    let (words, wrong) = match fault {
        None => (None, [false; 3]),
        Some(StartFault::Far) => (Some(t.msg_access_form_starts_far()), [false; 3]),
        Some(StartFault::Date(fault)) => {
            let words = match fault {
                DateFault::Empty => t.msg_access_form_starts_empty(),
                DateFault::Missing(parts) => t.msg_access_form_starts_missing(missing_parts(t, parts)),
                DateFault::Unreadable(_) => t.msg_parts_date_unreadable(),
                DateFault::ShortYear(_) => t.msg_parts_date_short_year(),
                DateFault::NotReal(_) => t.msg_access_form_starts_not_real(),
            };
            (Some(words), fault.wrong())
        }
    };
    form.starts().view("starts", words, wrong)
}

fn ends(t: &Words, form: &Form, fault: Option<EndFault>) -> (FieldView, DateView) {
    let (words, wrong) = match fault {
        None | Some(EndFault::NotChosen) => (None, [false; 3]),
        Some(EndFault::Past) => (Some(t.msg_access_form_ends_past()), [false; 3]),
        Some(EndFault::BeforeStart) => (Some(t.msg_access_form_ends_before()), [false; 3]),
        Some(EndFault::Far) => (Some(t.msg_access_form_ends_far()), [false; 3]),
        Some(EndFault::Date(fault)) => {
            let words = match fault {
                DateFault::Empty => t.msg_access_form_ends_empty(),
                DateFault::Missing(parts) => t.msg_access_form_ends_missing(missing_parts(t, parts)),
                DateFault::Unreadable(_) => t.msg_parts_date_unreadable(),
                DateFault::ShortYear(_) => t.msg_parts_date_short_year(),
                DateFault::NotReal(_) => t.msg_access_form_ends_not_real(),
            };
            (Some(words), fault.wrong())
        }
    };
    let not_chosen = (fault == Some(EndFault::NotChosen)).then(|| t.msg_access_form_how_long_empty());
    let how_long = FieldView::new("how_long", &form.how_long).with_error(not_chosen);
    (how_long, form.ends().view("ends", words, wrong))
}
