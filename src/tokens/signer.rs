//! Signs with a key that was made ready once: to read and check an RSA key anew for each token costs as much as to sign with it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

/// A private key, ready to sign.
pub(super) enum Signer {
    /// RS256.
    Rsa(RsaKeyPair),
    /// ES256.
    P256(EcdsaKeyPair),
}

impl Signer {
    /// Makes a key ready for one of the two algorithms; none where it is no key for it.
    pub fn new(key: &EncodingKey, algorithm: Algorithm) -> Option<Signer> {
        match algorithm {
            Algorithm::RS256 => RsaKeyPair::from_der(key.as_bytes()).ok().map(Signer::Rsa),
            Algorithm::ES256 => {
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_bytes());
                pair.ok().map(Signer::P256)
            }
            _ => None, // no key of ours signs otherwise
        }
    }

    /// A JWT of these (RFC 7515 §7.1), whose header names this key's algorithm.
    pub fn sign(&self, header: &Header, claims: &impl Serialize) -> Option<String> {
        let [header, claims] = [serde_json::to_vec(header).ok()?, serde_json::to_vec(claims).ok()?];
        let mut text = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let signature = self.signature(text.as_bytes())?;
        text.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut text);
        Some(text)
    }

    fn signature(&self, message: &[u8]) -> Option<Vec<u8>> {
        let random = SystemRandom::new();
        match self {
            Signer::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).ok()?;
                Some(signature)
            }
            Signer::P256(pair) => Some(pair.sign(&random, message).ok()?.as_ref().to_vec()),
        }
    }
}
