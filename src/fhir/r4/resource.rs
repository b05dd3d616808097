//! Resources, told apart by `resourceType`, and Bundles of them.

use serde::{Deserialize, Serialize};

use super::super::lenient::list;
use super::consent::Consent;
use super::outcome::OperationOutcome;
use super::person::{Patient, RelatedPerson};
use super::questionnaire::QuestionnaireResponse;

/// Whatever the API carries.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "resourceType")]
#[expect(missing_docs, reason = "each is named as FHIR names it")]
pub enum Resource {
    Consent(Box<Consent>),
    Bundle(Box<Bundle>),
    OperationOutcome(Box<OperationOutcome>),
    RelatedPerson(Box<RelatedPerson>),
    Patient(Box<Patient>),
    QuestionnaireResponse(Box<QuestionnaireResponse>),
    /// Of a type that the API does not carry.
    #[serde(other)]
    Unknown,
}

/// The text is no resource in JSON. What it holds is not told: it may name people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a resource in JSON")]
pub struct NotFhir;

impl Resource {
    /// Reads a resource. Names that stand twice, and anything that is not one JSON object, are refused.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Resource, NotFhir> {
        let is_object = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
        if !is_object {
            return Err(NotFhir);
        }
        serde_json::from_slice(bytes).map_err(|_| NotFhir)
    }
}

/// A Bundle; the type stands in [`Resource`]. Readers rely on no order in it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bundle {
    /// `searchset`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<String>,
    /// How many matches there are; what is included does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<usize>,
    /// Where it came from.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub link: Vec<Link>,
    /// What was found; absent where nothing was, in some answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<Vec<Entry>>,
}

impl Bundle {
    /// All resources that were found because they match.
    pub fn matches(&self) -> impl Iterator<Item = &Resource> {
        let is_match = |entry: &&Entry| entry.search.as_ref().is_none_or(|search| search.mode == "match");
        self.entry.iter().flatten().filter(is_match).filter_map(|entry| entry.resource.as_ref())
    }
}

/// Where a Bundle came from.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    /// `self`.
    pub relation: String,
    /// The address.
    pub url: String,
}

/// One thing in a Bundle.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Entry {
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_url: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<Resource>,
    /// Why it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}

/// Why something is in a Bundle.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// `match` or `include`.
    pub mode: String,
}
