//! What can be wrong with one record of PDS while all others answer.

use serde::{Deserialize, Serialize};

/// What is wrong with one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordFault {
    /// A call about it is never answered.
    #[serde(rename = "hang")]
    Hang,
    /// A call about it is answered 503, as when the back end cannot serve it.
    #[serde(rename = "503")]
    Unavailable,
}
