//! The answer to how the two are related, as typed and as meant.

use serde::{Deserialize, Serialize};

use domain::Relationship;

/// The form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    pub(super) relationship: String,
}

/// Nothing, or nothing of ours, was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotChosen;

impl Form {
    /// What was chosen.
    ///
    /// # Errors
    /// When none of the choices was.
    pub fn parse(&self) -> Result<Relationship, NotChosen> {
        Relationship::from_code(&self.relationship).ok_or(NotChosen)
    }
}
