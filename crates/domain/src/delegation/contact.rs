//! By which address the delegate is reached, or that they are by none.

use serde::{Deserialize, Serialize};

/// Whose address for the delegate is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactSource {
    /// The one PDS holds.
    Pds,
    /// The delegator's entry, PDS having none.
    Delegator,
    /// Nobody’s: the delegator passes the invitation on, as a letter or by its code.
    Code,
}
