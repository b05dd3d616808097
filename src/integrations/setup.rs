//! What can be wrong with a client before the first call.

use thiserror::Error;

use super::upstream::System;

/// A setting that parses but that a client cannot work with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SetupFault {
    /// The private key is not an RSA key in PEM.
    #[error("{0}: the private key is not an RSA key in PEM (PKCS#8)")]
    PrivateKey(System),
    /// An address is not a URL.
    #[error("{0}: an address is not a URL")]
    Address(System),
    /// The mail sender is not an address.
    #[error("{0}: the sender is not an e-mail address")]
    Sender(System),
    /// The client certificate, its key or the authorities cannot be read.
    #[error("{0}: a certificate or its key is not PEM")]
    Certificate(System),
    /// TLS could not be set up, for instance because this machine has no trusted certificates.
    #[error("{0}: TLS could not be set up")]
    Tls(System),
}
