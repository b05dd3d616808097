//! The token that a call brings (RFC 6750).

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// The token of an `Authorization`; the scheme is told in any case (RFC 9110 §11.1).
pub fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.trim())
}

/// Whether it is the one that the settings name. Of two digests, how many bytes agree tells nothing of it.
pub fn is_that(shown: &str, named: &SecretString) -> bool {
    Sha256::digest(shown) == Sha256::digest(named.expose_secret())
}
