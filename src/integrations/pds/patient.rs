//! The few fields of the FHIR Patient that we read (docs/sources.md#pds-fhir). Everything may be absent.

use serde::Deserialize;
use serde_json::Value;

use super::super::oidc::{filled, list};

#[derive(Deserialize)]
pub(super) struct Patient {
    pub id: String,
    #[serde(default)]
    pub meta: Meta,
    #[serde(default, deserialize_with = "list")]
    pub name: Vec<Name>,
    #[serde(default, rename = "birthDate", deserialize_with = "filled")]
    pub birth_date: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub gender: Option<String>,
    #[serde(rename = "deceasedDateTime")]
    pub deceased_date_time: Option<Value>,
    #[serde(rename = "deceasedBoolean")]
    pub deceased_boolean: Option<bool>,
    #[serde(default, deserialize_with = "list")]
    pub telecom: Vec<Telecom>,
    #[serde(default, rename = "generalPractitioner", deserialize_with = "list")]
    pub general_practitioner: Vec<Reference>,
    #[serde(default, deserialize_with = "list")]
    pub extension: Vec<Extension>,
}

#[derive(Default, Deserialize)]
pub(super) struct Meta {
    #[serde(default, deserialize_with = "list")]
    pub security: Vec<Coding>,
}

#[derive(Deserialize)]
pub(super) struct Coding {
    #[serde(default)]
    pub code: String,
}

#[derive(Deserialize)]
pub(super) struct Name {
    #[serde(default, deserialize_with = "filled")]
    pub family: Option<String>,
    #[serde(default, deserialize_with = "list")]
    pub given: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Telecom {
    #[serde(default)]
    pub system: String,
    #[serde(default, rename = "use")]
    pub usage: String,
    #[serde(default, deserialize_with = "filled")]
    pub value: Option<String>,
    pub period: Option<Period>,
}

/// Days or instants; either end may be open.
#[derive(Deserialize)]
pub(super) struct Period {
    #[serde(default, deserialize_with = "filled")]
    pub start: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub end: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    pub identifier: Option<Identifier>,
}

#[derive(Deserialize)]
pub(super) struct Identifier {
    #[serde(default, deserialize_with = "filled")]
    pub value: Option<String>,
    pub period: Option<Period>,
}

#[derive(Deserialize)]
pub(super) struct Extension {
    #[serde(default)]
    pub url: String,
    #[serde(default, deserialize_with = "list")]
    pub extension: Vec<Extension>,
    #[serde(rename = "valueCodeableConcept")]
    pub concept: Option<Concept>,
}

#[derive(Deserialize)]
pub(super) struct Concept {
    #[serde(default, deserialize_with = "list")]
    pub coding: Vec<Coding>,
}
