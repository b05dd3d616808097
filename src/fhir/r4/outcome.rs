//! How something went.

use serde::{Deserialize, Serialize};

use super::super::lenient::list;
use super::common::{CodeableConcept, Coding};

/// An OperationOutcome; the type stands in [`Resource`](super::Resource).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OperationOutcome {
    /// What there is to say: the store says one thing.
    #[serde(deserialize_with = "list")]
    pub issue: Vec<Issue>,
}

/// One thing to say.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Issue {
    /// `error` or `information`.
    pub severity: String,
    /// What kind of thing.
    pub code: String,
    /// The store's own code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<CodeableConcept>,
    /// For whoever looks for the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnostics: Option<String>,
    /// Where in the request.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub expression: Vec<String>,
}

impl OperationOutcome {
    /// All went well, with a code where there is something to tell.
    pub fn informational(coding: Option<Coding>) -> OperationOutcome {
        let issue = Issue {
            severity: "information".to_owned(),
            code: "informational".to_owned(),
            details: coding.map(CodeableConcept::of),
            ..Issue::default()
        };
        OperationOutcome { issue: vec![issue] }
    }

    /// The store's own code of the first thing it says: what clients match on, and never on words or on the status alone.
    pub fn code(&self) -> Option<&str> {
        self.issue.first()?.details.as_ref()?.code()
    }
}
