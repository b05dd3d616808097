//! What a program is told that gets no token.

use crate::storage::StorageError;
use crate::tokens::TokenRefused;

/// Why no token is given out.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// No such program, shut out, or it did not prove to be it: the three answer alike.
    #[error("the program was not recognised: {0}")]
    Unrecognised(&'static str),
    /// It was registered for another way to get tokens.
    #[error("not registered for this")]
    NotForIt,
    /// The code or the refresh token is not good, or what it was given for has ended.
    #[error("not granted: {0}")]
    Grant(&'static str),
    /// It asks for what it may not have, or for nothing it may have.
    #[error("a scope that it may not have")]
    Scope,
    /// It calls too often; after so many seconds it may again.
    #[error("it calls too often")]
    TooOften(i64),
    /// The token could not be signed.
    #[error("not signed")]
    NotSigned(#[from] TokenRefused),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}
