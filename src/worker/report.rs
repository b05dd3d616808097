//! What goes wrong in the worker's rounds is told to the log, and tried again.

use crate::storage::StorageError;

/// Tells the log of a failure; `what` failed.
pub(super) fn report<T>(what: &'static str, result: Result<T, StorageError>) {
    if let Err(error) = result {
        tracing::error!(what, error = ?error, "the worker's round failed; trying again");
    }
}
