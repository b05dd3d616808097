//! By which address the delegate is reached.

use serde::{Deserialize, Serialize};

/// Whose address for the delegate is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactSource {
    /// The one PDS holds.
    Pds,
    /// The delegator's entry, PDS having none.
    Delegator,
}
