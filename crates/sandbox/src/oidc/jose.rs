//! Compact JWS by hand, because a stand-in must also be able to write wrong ones.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256, Sha512};

use super::keys::{Algorithm, KeyFault, SigningKey};

/// A JSON object.
pub type Claims = Map<String, Value>;

/// The object inside a `json!` value; empty for anything else.
pub fn claims_of(value: Value) -> Claims {
    if let Value::Object(claims) = value { claims } else { Claims::new() }
}

/// How to sign: what the header says and which key does it.
pub struct Signing<'a> {
    /// The key that signs.
    pub key: &'a SigningKey,
    /// The algorithm, in the header and in fact.
    pub algorithm: Algorithm,
    /// `kid` of the header.
    pub kid: Option<&'a str>,
    /// `typ` of the header.
    pub kind: &'a str,
}

/// A rightly signed token.
pub fn signed(claims: &Claims, signing: &Signing<'_>) -> Result<String, KeyFault> {
    let input = input(&header(signing.algorithm.name(), signing.kid, signing.kind), claims);
    let signature = signing.key.sign(signing.algorithm, input.as_bytes())?;
    Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

/// A token with `alg: none` and an empty signature.
pub fn unsigned(claims: &Claims, kid: &str, kind: &str) -> String {
    format!("{}.", input(&header("none", Some(kid), kind), claims))
}

/// The old trick: HS256 with the public key's PEM as the shared secret.
pub fn hmac_with_public_key(claims: &Claims, key: &SigningKey, kind: &str) -> Result<String, KeyFault> {
    let input = input(&header("HS256", Some(key.kid()), kind), claims);
    let secret = hmac::Key::new(hmac::HMAC_SHA256, key.public_pem()?.as_bytes());
    let tag = hmac::sign(&secret, input.as_bytes());
    Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(tag.as_ref())))
}

/// The same token with other claims under the old signature.
pub fn tampered(token: &str, claims: &Claims) -> String {
    let mut parts = token.split('.');
    let (head, signature) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
    format!("{head}.{}.{signature}", encode(claims))
}

/// Left half of the hash that belongs to the algorithm: `at_hash`, `c_hash`, `s_hash` (OIDC core 3.1.3.6).
pub fn half_hash(algorithm: Algorithm, value: &str) -> String {
    match algorithm {
        Algorithm::Rs256 => URL_SAFE_NO_PAD.encode(&Sha256::digest(value)[..16]),
        Algorithm::Rs512 => URL_SAFE_NO_PAD.encode(&Sha512::digest(value)[..32]),
    }
}

fn header(algorithm: &str, kid: Option<&str>, kind: &str) -> Claims {
    let mut header = Claims::new();
    header.insert("typ".to_owned(), json!(kind));
    if let Some(kid) = kid {
        header.insert("kid".to_owned(), json!(kid));
    }
    header.insert("alg".to_owned(), json!(algorithm));
    header
}

fn input(header: &Claims, claims: &Claims) -> String {
    format!("{}.{}", encode(header), encode(claims))
}

fn encode(object: &Claims) -> String {
    URL_SAFE_NO_PAD.encode(Value::Object(object.clone()).to_string())
}
