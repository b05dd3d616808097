//! Values that are kept as JSON, read back.

use serde::de::DeserializeOwned;

use super::StorageError;

/// The value; `what` it is tells the error.
pub(super) fn json<T: DeserializeOwned>(
    value: serde_json::Value,
    what: &'static str,
) -> Result<T, StorageError> {
    serde_json::from_value(value).map_err(|_| StorageError::Corrupt(what))
}
