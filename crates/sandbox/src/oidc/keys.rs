//! RSA keys of the providers: made at first use, once per process, and published as JWKs.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RsaEncoding};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pem::Pem;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The crypto library would not make or use a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sandbox could not make or use an RSA key")]
pub struct KeyFault;

/// The two RSA algorithms of the providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// CIS2's (docs/sources.md#cis2-users).
    Rs256,
    /// NHS login's (docs/sources.md#nhsl-eis).
    Rs512,
}

impl Algorithm {
    /// The name in a JOSE header.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Rs256 => "RS256",
            Algorithm::Rs512 => "RS512",
        }
    }

    /// The one of the two that this is not.
    pub fn other(self) -> Algorithm {
        match self {
            Algorithm::Rs256 => Algorithm::Rs512,
            Algorithm::Rs512 => Algorithm::Rs256,
        }
    }

    fn encoding(self) -> &'static dyn RsaEncoding {
        match self {
            Algorithm::Rs256 => &RSA_PKCS1_SHA256,
            Algorithm::Rs512 => &RSA_PKCS1_SHA512,
        }
    }
}

/// What a key is for. Keys are shared by all providers of a process, because making one takes a tenth of a second
/// and tests start many sandboxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// NHS login's signing key.
    NhsLogin,
    /// NHS login's key after a rotation.
    NhsLoginNext,
    /// CIS2's signing key.
    Cis2,
    /// CIS2's key after a rotation.
    Cis2Next,
    /// CIS2's published key that never signs (`use: enc`).
    Cis2Encryption,
    /// A key nobody publishes.
    Stranger,
    /// The NHS App's, registered with NHS login.
    NhsApp,
}

static KEYS: [OnceLock<Option<SigningKey>>; 7] = [const { OnceLock::new() }; 7];
/// Where keys lie between processes, if anywhere.
static SHELF: OnceLock<PathBuf> = OnceLock::new();

/// Keeps the keys in `folder` from now on, for the many processes of one run of tests: the first makes each, the others read
/// it. Without this each process makes its own and forgets them.
pub fn keep_keys_in(folder: PathBuf) {
    drop(SHELF.set(folder));
}

/// An RSA-2048 key pair with its key id.
pub struct SigningKey {
    pair: KeyPair,
    kid: String,
    modulus: String,
    exponent: String,
}

/// The key of this slot.
pub fn key(slot: Slot) -> Result<&'static SigningKey, KeyFault> {
    let kept = || SigningKey::kept_or_made(&format!("{slot:?}")).ok();
    KEYS[slot as usize].get_or_init(kept).as_ref().ok_or(KeyFault)
}

impl SigningKey {
    /// The key of this name where keys are kept, or a new one.
    pub fn kept_or_made(name: &str) -> Result<SigningKey, KeyFault> {
        let Some(folder) = SHELF.get() else { return SigningKey::generate() };
        let place = folder.join(format!("{name}.der"));
        if let Some(pair) = fs::read(&place).ok().and_then(|der| KeyPair::from_pkcs8(&der).ok()) {
            return SigningKey::of(pair);
        }
        let made = SigningKey::generate()?;
        // Whole or not at all: others may read at this moment.
        let draft = folder.join(format!("{name}.{}", std::process::id()));
        if fs::write(&draft, made.private_der()?).is_ok() {
            drop(fs::rename(&draft, place));
        }
        Ok(made)
    }

    /// The whole key, as PKCS#8.
    pub fn private_der(&self) -> Result<Vec<u8>, KeyFault> {
        let der: Pkcs8V1Der<'_> = self.pair.as_der().map_err(|_| KeyFault)?;
        Ok(der.as_ref().to_vec())
    }

    /// Makes a new key, whose id is its RFC 7638 thumbprint.
    pub fn generate() -> Result<SigningKey, KeyFault> {
        SigningKey::of(KeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyFault)?)
    }

    fn of(pair: KeyPair) -> Result<SigningKey, KeyFault> {
        let modulus = URL_SAFE_NO_PAD.encode(pair.public_key().modulus().big_endian_without_leading_zero());
        let exponent = URL_SAFE_NO_PAD.encode(pair.public_key().exponent().big_endian_without_leading_zero());
        let canonical = format!(r#"{{"e":"{exponent}","kty":"RSA","n":"{modulus}"}}"#);
        let kid = URL_SAFE_NO_PAD.encode(Sha256::digest(canonical));
        Ok(SigningKey { pair, kid, modulus, exponent })
    }

    /// The key id.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// A PKCS#1 v1.5 signature.
    pub fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(algorithm.encoding(), &SystemRandom::new(), message, &mut signature)
            .map_err(|_| KeyFault)?;
        Ok(signature)
    }

    /// The public half as a JWK; `purpose` is `sig` or `enc`.
    pub fn jwk(&self, purpose: &str, algorithm: &str) -> Value {
        json!({"kty": "RSA", "kid": self.kid, "use": purpose, "alg": algorithm,
            "n": self.modulus, "e": self.exponent})
    }

    /// The public half as PEM (`PUBLIC KEY`).
    pub fn public_pem(&self) -> Result<String, KeyFault> {
        let der: PublicKeyX509Der<'_> = self.pair.public_key().as_der().map_err(|_| KeyFault)?;
        Ok(pem::encode(&Pem::new("PUBLIC KEY", der.as_ref())))
    }
}
