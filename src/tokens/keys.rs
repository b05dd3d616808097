//! Our signing keys. The first signs, all verify: a new key is put behind the old one, deployed, then put before it, and
//! the old one is taken out when its last token has ended.

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use secrecy::{ExposeSecret, SecretString};

use super::signer::Signer;

/// RFC 9068 §2.1 makes every resource server understand it.
pub(super) const ALGORITHM: Algorithm = Algorithm::RS256;
const END: &str = "-----END PRIVATE KEY-----";

/// The setting holds no usable key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "ACCESS_TOKEN_KEYS should be one or more keys, RSA or of the curve P-256, as PKCS#8 PEM, one behind the other"
)]
pub struct KeyFault;

/// Keys for access tokens.
#[derive(Clone)]
pub struct TokenKeys {
    pub(super) signing: EncodingKey,
    pub(super) signer: Arc<Signer>,
    /// That of the key that signs.
    pub(super) algorithm: Algorithm,
    pub(super) key_id: String,
    /// Each with the one algorithm for which it is taken.
    pub(super) verifying: BTreeMap<String, (Algorithm, DecodingKey)>,
    public: JwkSet,
}

impl std::fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenKeys").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

impl TokenKeys {
    /// Reads the keys of the setting.
    ///
    /// # Errors
    /// When there is none, or one cannot be read.
    pub fn read(pem: &SecretString) -> Result<TokenKeys, KeyFault> {
        let blocks =
            pem.expose_secret().split_inclusive(END).map(str::trim).filter(|block| !block.is_empty());
        let keys = blocks.map(one).collect::<Result<Vec<_>, _>>()?;
        let (signing, algorithm, first) = keys.first().cloned().ok_or(KeyFault)?;
        let signer = Arc::new(Signer::new(&signing, algorithm).ok_or(KeyFault)?);
        let key_id = first.common.key_id.clone().ok_or(KeyFault)?;
        let mut verifying = BTreeMap::new();
        for (_, algorithm, jwk) in &keys {
            let id = jwk.common.key_id.clone().ok_or(KeyFault)?;
            verifying.insert(id, (*algorithm, DecodingKey::from_jwk(jwk).map_err(|_| KeyFault)?));
        }
        let public = JwkSet { keys: keys.into_iter().map(|(.., jwk)| jwk).collect() };
        Ok(TokenKeys { signing, signer, algorithm, key_id, verifying, public })
    }

    /// The public keys, as `/oauth2/jwks` gives them.
    pub fn public(&self) -> &JwkSet {
        &self.public
    }
}

/// One private key with its algorithm, and its public half named by its thumbprint (RFC 7638).
fn one(pem: &str) -> Result<(EncodingKey, Algorithm, Jwk), KeyFault> {
    let (key, algorithm) = match EncodingKey::from_rsa_pem(pem.as_bytes()) {
        Ok(key) => (key, ALGORITHM),
        Err(_) => (EncodingKey::from_ec_pem(pem.as_bytes()).map_err(|_| KeyFault)?, Algorithm::ES256),
    };
    let mut public = Jwk::from_encoding_key(&key, algorithm).map_err(|_| KeyFault)?;
    let thumbprint = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| KeyFault)?;
    public.common.key_id = Some(thumbprint);
    public.common.public_key_use = Some(PublicKeyUse::Signature);
    Ok((key, algorithm, public))
}
