//! What can be wrong with the store.

use serde::{Deserialize, Serialize};

/// Faults of the store; everything off is the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VrsFaults {
    /// Every call is answered 503 with a plain page.
    pub down: bool,
    /// Milliseconds before each answer; what was asked for is done before.
    pub slow_ms: u64,
    /// Every call is one too many (429 with `Retry-After`).
    pub rate_limited: bool,
    /// Creates or changes what is asked for, and then loses the answer (504).
    pub lose_answers: bool,
    /// Every call of a known kind is refused so, and nothing is done.
    pub forced: Option<ForcedRefusal>,
    /// Speaks as the integration environment does: a list in `policyRule`, days for instants, older names of extensions, 422
    /// where 400 is published.
    pub as_integration: bool,
    /// Lets a program read who is what to whom; the published gateway lets only people do so (403).
    pub tells_programs: bool,
}

/// A refusal of docs/sources.md#vrs-api.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcedRefusal {
    /// HTTP status.
    pub status: u16,
    /// Code such as `FORBIDDEN`.
    pub code: String,
}
