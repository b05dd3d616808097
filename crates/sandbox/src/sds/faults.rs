//! What can be wrong with the directory.

use serde::{Deserialize, Serialize};

/// Faults of the directory; everything off is the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SdsFaults {
    /// Every call is answered 503.
    pub down: bool,
    /// Milliseconds before each answer.
    pub slow_ms: u64,
    /// Our API key is refused (401).
    pub key_refused: bool,
    /// Practices whose system gives out no records.
    pub without_endpoint: Vec<String>,
}
