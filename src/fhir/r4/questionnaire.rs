//! A request for access, as it was filled in.

use serde::{Deserialize, Serialize};

use super::super::lenient::list;
use super::common::{Identifier, Reference};

/// A QuestionnaireResponse; the type stands in [`Resource`](super::Resource).
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct QuestionnaireResponse {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The reference code that people are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<Identifier>,
    /// `completed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authored: Option<String>,
    /// Who filled it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Reference>,
    /// About which patient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Reference>,
    /// Which form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questionnaire: Option<String>,
    /// Questions and answers.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<Item>,
}

/// A question with its answers, or a group of questions.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Item {
    /// Its name in the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_id: Option<String>,
    /// How it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Answers: `valueString`, `valueDate`, `valueCoding` or `valueBoolean`, and yes or no by either of the first and the last.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub answer: Vec<serde_json::Value>,
    /// What belongs to it.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<Item>,
}
