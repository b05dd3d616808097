//! A role, as FHIR has it: a Consent.

use serde::{Deserialize, Serialize};

use super::super::lenient::{list, one};
use super::common::{CodeableConcept, Meta, Period, Reference};

/// A Consent; the type stands in [`Resource`](super::Resource).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Consent {
    /// Its id in the store: mostly a UUID, and any text is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
    /// Why it stands so, and who grants it; others are left alone.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension>,
    /// How it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<CodeableConcept>,
    /// Of what kind it is.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<CodeableConcept>,
    /// For whom is acted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patient: Option<Reference>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time: Option<String>,
    /// Who acts: one.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub performer: Vec<Reference>,
    /// The rules it follows.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub policy: Vec<Policy>,
    /// The legal basis: an object, and in older forms a list of one.
    #[serde(deserialize_with = "one", skip_serializing_if = "Option::is_none")]
    pub policy_rule: Option<CodeableConcept>,
    /// From when to when, and who acts once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provision: Option<Provision>,
}

/// An extension with one of the two values that are known here.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Extension {
    /// Which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A concept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_codeable_concept: Option<CodeableConcept>,
    /// A pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_reference: Option<Reference>,
}

/// Rules that a consent follows.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Who set them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Where they stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
}

/// What is consented to.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provision {
    /// `permit`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// From when to when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Who acts.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub actor: Vec<Actor>,
}

/// Who acts.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Actor {
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
}
