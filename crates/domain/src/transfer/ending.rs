//! How one go at a round ended.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes!(
    /// How a run of a round ended.
    Ending {
        /// Nothing waited any more.
        Done = "done",
        /// Somebody stopped it.
        Stopped = "stopped",
        /// It could not go on.
        Failed = "failed",
    }
);
