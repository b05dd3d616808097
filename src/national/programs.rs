//! Programs that get their tokens from the store itself, as they do from the API platform (docs/sources.md#apim-oauth).

use std::collections::BTreeMap;

use jsonwebtoken::jwk::JwkSet;
use secrecy::ExposeSecret;

use crate::config::National;
use crate::tokens::TokenKeys;

/// The programs by API key, and the key that signs their tokens.
#[derive(Debug)]
pub struct Programs {
    /// What signs.
    pub signing: TokenKeys,
    /// Each with its public keys.
    pub by_key: BTreeMap<String, JwkSet>,
}

/// The settings about programs cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPrograms {
    /// They are no JSON object of key sets.
    #[error("NATIONAL_PROGRAMS should be a JSON object of API keys, each with its JSON Web Key Set")]
    Programs,
    /// There is no RSA key.
    #[error("NATIONAL_SIGNING_KEY should be an RSA key as PKCS#8 PEM")]
    Key,
}

impl Programs {
    /// Reads them, where there are any.
    ///
    /// # Errors
    /// See [`NoPrograms`].
    pub fn read(settings: &National) -> Result<Option<Programs>, NoPrograms> {
        let (Some(programs), Some(key)) = (&settings.programs, &settings.signing_key) else {
            return Ok(None);
        };
        let by_key = serde_json::from_str(programs.expose_secret()).map_err(|_| NoPrograms::Programs)?;
        let signing = TokenKeys::read(key).map_err(|_| NoPrograms::Key)?;
        Ok(Some(Programs { signing, by_key }))
    }
}
