//! What is to be set is not what was asked for: shown side by side before anything is recorded. More needs the four checks
//! and consent again; less may be explained to the patient.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::staff::compared::Compared;
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;
use domain::Access;
use domain::delegation::{Checklist, ChecklistItem, Delegation, LessReason};

use super::ask::{methods, missing, point};
use super::form::{Faults, Form, Parsed};

/// In what the answers differ from what was asked for, or is set now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// More than is set now, though the page before asked for no checks.
    needs_checks: bool,
    /// More than was asked for.
    is_more: bool,
    /// Less than was asked for.
    is_less: bool,
}

impl Difference {
    /// Of this access, on a page that `asks_checklist` or not.
    pub fn of(asks_checklist: bool, delegation: &Delegation, access: &Access) -> Difference {
        let needs_checks = !asks_checklist && !delegation.beyond_set(access).is_none();
        Difference {
            needs_checks,
            is_more: !delegation.beyond_asked(access).is_none(),
            is_less: delegation.last_asked().beyond(Some(access)).is_more_than_a_start(),
        }
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        !self.needs_checks && !self.is_more && !self.is_less
    }

    /// The checklist that the answers make, where one is needed: on a page that `asks_checklist`, or for what is more.
    ///
    /// # Errors
    /// What is not said.
    pub fn checklist(
        self,
        asks_checklist: bool,
        form: &Form,
        parsed: &Parsed,
    ) -> Result<Option<Checklist>, Unsaid> {
        let is_asked = self.needs_checks || asks_checklist;
        let faults = form.unsaid(is_asked);
        let more = self.is_more && !parsed.ticked.contains(&ChecklistItem::ConsentsToMore);
        if more || faults != Faults::default() {
            return Err(Unsaid { faults, more });
        }
        let complete =
            parsed.consent.filter(|_| is_asked).map(|consent| Checklist::complete(&parsed.ticked, consent));
        Ok(complete.and_then(Result::ok))
    }
}

/// What is not said that must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsaid {
    faults: Faults,
    more: bool,
}

#[derive(Template)]
#[template(path = "staff/access_form/differs.html")]
pub(super) struct Differs {
    t: &'static Words,
    shell: Shell,
    names: String,
    problems: Vec<Problem>,
    means: Vec<String>,
    compared: Compared,
    checklist: Option<FieldView>,
    points: Vec<Choice>,
    consent: FieldView,
    methods: Vec<Choice>,
    more: Option<FieldView>,
    ticks: Vec<Choice>,
    less: Option<FieldView>,
    reasons: Vec<Choice>,
    answers: Vec<(&'static str, String)>,
}
page::page!(Differs);

impl Differs {
    /// The page for these answers, and what is not said yet.
    pub fn new(
        (visit, opened): (Visit, &Opened),
        (form, parsed): (&Form, &Parsed),
        difference: Difference,
        unsaid: &Unsaid,
    ) -> Differs {
        let t = visit.t;
        let field = |name: &str, value: &str, error| FieldView::new(name, value).with_error(error);
        let checklist =
            difference.needs_checks.then(|| field("checklist", "", missing(t, &unsaid.faults.missing)));
        let no_consent = unsaid.faults.consent.then(|| t.msg_access_form_consent_empty());
        let consent = field("consent", &form.consent, no_consent);
        let more = unsaid.more.then(|| t.msg_compared_consent_empty());
        let more = difference.is_more.then(|| field("more", "", more));
        let asked = checklist.iter().chain(checklist.is_some().then_some(&consent)).chain(&more);
        let wrong: Vec<Problem> = asked.flat_map(|field| problems(&[field])).collect();
        let shown = shown(difference);
        Differs {
            t,
            names: opened.names(t),
            means: means(t, difference),
            compared: Compared::of(visit.language(), &opened.case.delegation, &parsed.access),
            points: ChecklistItem::ALWAYS.map(|item| point(t, form, item)).into(),
            methods: methods(t),
            ticks: vec![Choice::new("yes", t.msg_compared_consent_tick()).checked(form.more == "yes")],
            less: difference.is_less.then(|| field("less", &form.less, None)),
            reasons: LessReason::ALL.iter().map(|one| less(t, *one)).collect(),
            answers: form.pairs().into_iter().filter(|(name, _)| !shown.contains(name)).collect(),
            shell: visit.with_errors(!wrong.is_empty()).shell,
            problems: wrong,
            checklist,
            consent,
            more,
        }
    }

    /// The page again, with what is missing.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}

/// The fields that stand on the page, and so do not travel hidden.
fn shown(difference: Difference) -> Vec<&'static str> {
    let fields = [
        (difference.needs_checks, "checklist"),
        (difference.needs_checks, "consent"),
        (difference.is_more, "more"),
        (difference.is_less, "less"),
    ];
    fields.into_iter().filter(|(is_shown, _)| *is_shown).map(|(_, name)| name).collect()
}

fn means(t: &Words, difference: Difference) -> Vec<String> {
    let more = (difference.is_more || difference.needs_checks).then(|| t.msg_compared_differs_more());
    more.into_iter().chain(difference.is_less.then(|| t.msg_compared_differs_less())).collect()
}

fn less(t: &Words, reason: LessReason) -> Choice {
    let words = match reason {
        LessReason::NotNeeded => t.msg_compared_less_not_needed(),
        LessReason::NotOffered => t.msg_compared_less_not_offered(),
        LessReason::TalkFirst => t.msg_compared_less_talk_first(),
        LessReason::Other => t.msg_compared_less_other(),
    };
    Choice::new(reason.code(), words)
}
