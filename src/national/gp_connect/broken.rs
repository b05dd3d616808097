//! Why an answer that was begun is not written to its end.

use crate::storage::StorageError;

use super::outlet::Gone;

/// The reason.
#[derive(Debug)]
pub enum Broken {
    /// The database failed.
    Storage(StorageError),
    /// Nobody reads any more.
    Gone,
}

impl From<StorageError> for Broken {
    fn from(error: StorageError) -> Broken {
        Broken::Storage(error)
    }
}

impl From<Gone> for Broken {
    fn from(_: Gone) -> Broken {
        Broken::Gone
    }
}

impl Broken {
    /// Tells the log: of a reader who left, only where somebody wants to know all.
    pub fn log(&self) {
        match self {
            Broken::Gone => tracing::debug!("who asked did not read the answer to its end"),
            Broken::Storage(error) => tracing::error!(?error, "an answer could not be read to its end"),
        }
    }
}
