//! What was seen in a record before it was taken over, as it is kept and shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What was seen in a record. No `Debug`: it has a name and a date of birth.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// What the other practice has of the patient that differs from what is held here or in PDS.
    pub differs: Vec<Differs>,
    /// What its lists warn of.
    pub warned: Vec<Warned>,
    /// The answer does not repeat the id of our call.
    pub foreign_id: bool,
    /// The answer does not name the profile of a record.
    pub no_profile: bool,
    /// How many resources of each type it has.
    pub kinds: BTreeMap<String, u64>,
    /// How many of them neither the patient nor their people may see.
    pub nopat: u64,
    /// How many came twice.
    pub doubled: u64,
    /// Documents whose bytes can be asked for.
    pub documents: u64,
    /// Documents whose bytes the other practice does not have.
    pub absent: u64,
}

/// One difference.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// family, given, born, gender or number.
    pub what: String,
    /// What the other practice has; may be empty.
    pub theirs: String,
}

/// A warning, and the lists that have it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    /// confidential-items, data-in-transit, data-awaiting-filing, or one that is not known here.
    pub code: String,
    /// The titles of the lists, as they came.
    pub lists: Vec<String>,
    /// What the lists say of it.
    pub notes: Vec<String>,
}

/// What came of taking a record over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Taken {
    /// How many resources of each type.
    pub kinds: BTreeMap<String, u64>,
    /// What was refused: what, and why.
    pub refused: Vec<(String, String)>,
}
