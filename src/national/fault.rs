//! What can be wrong with a call, letter by letter as it is published (docs/sources.md#vrs-api); what has a published code and no
//! published words is said in the same manner.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::fhir::r4::{CodeableConcept, Coding, Issue, OperationOutcome, Resource};
use crate::fhir::systems;

use super::answer::fhir;

/// So many characters of what the caller named are said again.
const LONGEST_NAME: usize = 64;

/// One thing that is wrong; the answer tells the first that is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Status of the answer.
    pub status: u16,
    /// FHIR's own code for its kind.
    pub kind: &'static str,
    /// The store's code: what clients match on.
    pub code: &'static str,
    /// The code in words.
    pub display: &'static str,
    /// What was found.
    pub diagnostics: &'static str,
    /// Where in the request.
    pub expression: Option<&'static str>,
    /// Whether it is about a request for access: then the codes are another system's, without a version.
    pub of_spine: bool,
}

impl Fault {
    /// Something that is wrong with the request.
    pub(super) const fn new(
        status: u16,
        code: &'static str,
        display: &'static str,
        diagnostics: &'static str,
    ) -> Fault {
        Fault { status, kind: "invalid", code, display, diagnostics, expression: None, of_spine: false }
    }

    /// The same of another kind.
    pub(super) const fn kind(self, kind: &'static str) -> Fault {
        Fault { kind, ..self }
    }

    /// The same at this place of the request.
    pub(super) const fn at(self, expression: &'static str) -> Fault {
        Fault { expression: Some(expression), ..self }
    }

    /// The same in the codes about requests for access.
    pub(super) const fn of_spine(self) -> Fault {
        Fault { of_spine: true, ..self }
    }

    /// The answer where it is about something that the caller named: the name stands in the place of `…`.
    pub(super) fn naming(self, name: &str) -> Response {
        let name: String = name.chars().take(LONGEST_NAME).collect();
        self.answer(self.diagnostics.replace('…', &name))
    }

    fn answer(self, diagnostics: String) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = fhir(status, &Resource::OperationOutcome(Box::new(self.outcome(diagnostics))));
        response.extensions_mut().insert(self);
        response
    }

    fn outcome(&self, diagnostics: String) -> OperationOutcome {
        let (system, version) = match self.of_spine {
            true => (systems::SPINE_ERROR, None),
            false => (systems::ERROR, Some("1".to_owned())),
        };
        let coding = Coding { version, ..Coding::new(system, self.code, self.display) };
        let issue = Issue {
            severity: "error".to_owned(),
            code: self.kind.to_owned(),
            details: Some(CodeableConcept::of(coding)),
            diagnostics: Some(diagnostics),
            expression: self.expression.map(str::to_owned).into_iter().collect(),
        };
        OperationOutcome { issue: vec![issue] }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        self.answer(self.diagnostics.to_owned())
    }
}
