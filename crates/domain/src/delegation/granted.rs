//! What the practice has set, and what is told of it.

use serde::{Deserialize, Serialize};

use crate::access::Access;

use super::reason::LessReason;
use super::tell::Tell;

/// Access that the practice has set in its own system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// What is set.
    pub access: Access,
    /// Which of the two is told that it is; a reason there is none.
    #[serde(default = "Tell::as_before")]
    pub tell: Tell,
    /// Where it is less than was asked for: why, in so far as the practice tells the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less: Option<LessReason>,
}

impl From<Access> for Granted {
    /// Told to both, as is usual: who gives and who gets access must know of it.
    fn from(access: Access) -> Granted {
        Granted { access, tell: Tell::OUTCOME, less: None }
    }
}
