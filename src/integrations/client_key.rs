//! Our RSA key at one provider: signs client assertions, and is published as a key set (facts nhs-login-and-cis2 §1.5, §2.4).

use jsonwebtoken::jwk::{Jwk, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{EncodingKey, Header, encode};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use crate::config::Algorithm;
use domain::clock::Clock;

use super::setup::SetupFault;
use super::upstream::System;

/// Life of an assertion in seconds: it is used at once, and a stolen one should be worthless. The longest that NHS login
/// takes of one client for another (facts nhs-login-and-cis2 §1.8).
const LIFE: i64 = 60;
/// Value of `client_assertion_type` (RFC 7523).
pub(super) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A private key with the algorithm and the `kid` it is used with.
#[derive(Clone)]
pub(super) struct ClientKey {
    key: EncodingKey,
    algorithm: jsonwebtoken::Algorithm,
    key_id: Option<String>,
    public: Jwk,
}

impl std::fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientKey").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Assertion<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: String,
    iat: i64,
    exp: i64,
}

/// That whoever signed in here with this ID token is who opens the link (facts nhs-login-and-cis2 §1.8).
#[derive(Serialize)]
struct AssertedLogin<'a> {
    /// `jti` of the ID token.
    code: &'a str,
    iss: &'a str,
    jti: String,
    iat: i64,
    exp: i64,
}

impl ClientKey {
    /// Reads a PEM; `key_id` is left out of the header where it is absent.
    pub fn new(
        system: System,
        pem: &SecretString,
        algorithm: Algorithm,
        key_id: Option<String>,
    ) -> Result<ClientKey, SetupFault> {
        let fault = |_| SetupFault::PrivateKey(system);
        let algorithm = signature(algorithm);
        let key = EncodingKey::from_rsa_pem(pem.expose_secret().as_bytes()).map_err(fault)?;
        let mut public = Jwk::from_encoding_key(&key, algorithm).map_err(fault)?;
        let thumbprint = public.thumbprint(ThumbprintHash::SHA256).map_err(fault)?;
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        public.common.key_id = Some(key_id.clone().unwrap_or(thumbprint));
        Ok(ClientKey { key, algorithm, key_id, public })
    }

    /// Names the key by its RFC 7638 thumbprint where no `kid` was given; for providers that read our key set.
    pub fn always_named(mut self) -> ClientKey {
        self.key_id = self.public.common.key_id.clone();
        self
    }

    /// A fresh assertion that we are `client_id`, for the endpoint `audience` exactly as the provider writes it.
    pub fn assertion(&self, client_id: &str, audience: &str, clock: &Clock) -> Option<String> {
        let iat = clock.now().unix_timestamp();
        let jti = clock.new_id().to_string();
        self.sign(&Assertion { iss: client_id, sub: client_id, aud: audience, jti, iat, exp: iat + LIFE })
    }

    /// A fresh `asserted_login_identity` of `client_id` for whoever holds the ID token with this `jti`.
    pub fn vouch(&self, client_id: &str, id_token_jti: &str, clock: &Clock) -> Option<String> {
        let iat = clock.now().unix_timestamp();
        let jti = clock.new_id().to_string();
        self.sign(&AssertedLogin { code: id_token_jti, iss: client_id, jti, iat, exp: iat + LIFE })
    }

    fn sign(&self, claims: &impl Serialize) -> Option<String> {
        let mut header = Header::new(self.algorithm);
        header.kid.clone_from(&self.key_id);
        encode(&header, claims, &self.key).ok()
    }

    /// The public key, as our `/.well-known/jwks.json` gives it.
    pub fn public(&self) -> &Jwk {
        &self.public
    }
}

pub(super) fn signature(algorithm: Algorithm) -> jsonwebtoken::Algorithm {
    match algorithm {
        Algorithm::Rs256 => jsonwebtoken::Algorithm::RS256,
        Algorithm::Rs512 => jsonwebtoken::Algorithm::RS512,
    }
}
