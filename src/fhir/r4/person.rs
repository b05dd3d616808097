//! People, as a role's search includes them, and who is related to whom.

use serde::{Deserialize, Serialize};

use super::super::lenient::list;
use super::common::{CodeableConcept, HumanName, Identifier, Meta, Reference};

/// A Patient: somebody with an NHS number, patient or proxy.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Patient {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Labels: how surely they were recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
    /// NHS number.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<Identifier>,
    /// Names.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub name: Vec<HumanName>,
    /// Day of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// Their practice.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub general_practitioner: Vec<Reference>,
}

/// A RelatedPerson: what somebody is to a patient. Name and day of birth are the patient's.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RelatedPerson {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The proxy's NHS number; absent in some answers.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<Identifier>,
    /// To whom they are related.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patient: Option<Reference>,
    /// What the proxy is to the patient; several codes at once may say it.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub relationship: Vec<CodeableConcept>,
    /// The patient's names.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub name: Vec<HumanName>,
    /// The patient's day of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
}
