//! Programs that use the API.

use secrecy::SecretString;

use super::read::Reader;

/// Settings of the authorisation server.
#[derive(Debug, Clone)]
pub struct Programs {
    /// RSA keys as PKCS#8 PEM, one behind the other: the first signs access tokens, all are published and accepted.
    pub keys: SecretString,
}

impl Programs {
    pub(crate) fn read(reader: &mut Reader) -> Programs {
        Programs {
            keys: reader.secret("ACCESS_TOKEN_KEYS", "one or more RSA keys as PKCS#8 PEM; the first signs"),
        }
    }
}
