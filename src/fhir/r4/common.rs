//! The parts of which resources are made.

use serde::{Deserialize, Serialize};

use super::super::lenient::list;
use super::super::systems;

/// A code of a system.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coding {
    /// Which system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// Which version of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

impl Coding {
    /// A code with what it is called.
    pub fn new(system: &str, code: &str, display: &str) -> Coding {
        Coding {
            system: Some(system.to_owned()),
            version: None,
            code: Some(code.to_owned()),
            display: Some(display.to_owned()),
        }
    }
}

/// A concept: codes, or words.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CodeableConcept {
    /// Codes for it.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub coding: Vec<Coding>,
    /// Words for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl CodeableConcept {
    /// A concept of one code.
    pub fn of(coding: Coding) -> CodeableConcept {
        CodeableConcept { coding: vec![coding], text: None }
    }

    /// Whether one of its codes is this one.
    pub fn has(&self, system: &str, code: &str) -> bool {
        let is_it = |coding: &Coding| {
            let fits = coding.system.as_deref().is_some_and(|named| systems::same(named, system));
            fits && coding.code.as_deref() == Some(code)
        };
        self.coding.iter().any(is_it)
    }

    /// The code of the first coding.
    pub fn code(&self) -> Option<&str> {
        self.coding.first()?.code.as_deref()
    }
}

/// What names somebody or something in a system.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identifier {
    /// Which system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The name there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl Identifier {
    /// A name in a system.
    pub fn new(system: &str, value: &str) -> Identifier {
        Identifier { system: Some(system.to_owned()), value: Some(value.to_owned()) }
    }
}

/// A pointer to somebody or something by identifier.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    /// The type of what it points to.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// To whom or what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<Identifier>,
}

impl Reference {
    /// A pointer by identifier.
    pub fn to(kind: Option<&str>, identifier: Identifier) -> Reference {
        Reference { kind: kind.map(str::to_owned), identifier: Some(identifier) }
    }

    /// The value of the identifier.
    pub fn value(&self) -> Option<&str> {
        self.identifier.as_ref()?.value.as_deref()
    }
}

/// From when to when; days or instants.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Period {
    /// From.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// To, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

/// What is known of a resource itself.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Meta {
    /// When it changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated: Option<String>,
    /// Labels.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<Coding>,
}

/// A name of a person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HumanName {
    /// For what it is used.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// In one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Given names.
    #[serde(deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<String>,
}
