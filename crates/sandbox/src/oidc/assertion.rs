//! The client assertion of `private_key_jwt`, checked as strictly as the real endpoints may
//! (docs/sources.md#nhsl-eis, #cis2-users).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde_json::{Map, Value};

/// The only `client_assertion_type`.
pub const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Longest life an assertion may still have, in seconds.
const LONGEST_LIFE: i64 = 300;

/// What an assertion is held against.
pub struct Rules<'a> {
    /// The registered client.
    pub client_id: &'a str,
    /// The token endpoint's address, letter for letter.
    pub audience: &'a str,
    /// The registered public key.
    pub public_key_pem: &'a str,
    /// The key's id where the provider reads a key set; then the header must name it.
    pub key_id: Option<&'a str>,
    /// Unix seconds.
    pub now: i64,
}

/// A good assertion: remember its id until it expires, it may be used once.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    /// `jti`.
    pub id: String,
    /// `exp`, Unix seconds.
    pub expires: i64,
}

/// Why an assertion is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not three base64url parts with JSON objects.
    #[error("not a compact JWS of JSON objects")]
    Malformed,
    /// Anything but RS512, or a critical extension.
    #[error("alg must be RS512, without crit")]
    Algorithm,
    /// Another `kid` than the registered key's.
    #[error("kid is not the registered key's")]
    KeyId,
    /// The registered key did not make this signature.
    #[error("signature does not match the registered key")]
    Signature,
    /// `iss` or `sub` is not the client id.
    #[error("iss and sub must both be the client id")]
    Client,
    /// `aud` does not name the token endpoint.
    #[error("aud must be the token endpoint's address")]
    Audience,
    /// No `exp`, or it has passed.
    #[error("exp is missing or has passed")]
    Expired,
    /// `exp` is too far ahead.
    #[error("exp is more than five minutes ahead")]
    LongLived,
    /// `iat` or `nbf` lies in the future, or is no number.
    #[error("iat or nbf is in the future")]
    NotYet,
    /// No `jti`.
    #[error("jti is missing")]
    NoId,
    /// The same `jti` was seen before.
    #[error("jti was used before")]
    Replayed,
}

/// Checks everything but replay, which needs memory.
pub fn check(jwt: &str, rules: &Rules<'_>) -> Result<Accepted, Refused> {
    check_claims(&open(jwt, rules.public_key_pem, rules.key_id)?, rules)
}

/// The claims of a token that this key has signed.
pub fn open(jwt: &str, public_key_pem: &str, key_id: Option<&str>) -> Result<Map<String, Value>, Refused> {
    let (input, signature) = jwt.rsplit_once('.').ok_or(Refused::Malformed)?;
    let (header, payload) = input.split_once('.').ok_or(Refused::Malformed)?;
    let (header, claims) = (object(header)?, object(payload)?);
    if header.get("alg").and_then(Value::as_str) != Some("RS512") || header.contains_key("crit") {
        return Err(Refused::Algorithm);
    }
    if key_id.is_some() && header.get("kid").and_then(Value::as_str) != key_id {
        return Err(Refused::KeyId);
    }
    let key = DecodingKey::from_rsa_pem(public_key_pem.as_bytes()).map_err(|_| Refused::Signature)?;
    match crypto::verify(signature, input.as_bytes(), &key, Algorithm::RS512) {
        Ok(true) => Ok(claims),
        Ok(false) | Err(_) => Err(Refused::Signature),
    }
}

/// Who says that they made it, before anything is checked: tells which key to check it with.
pub fn issuer(jwt: &str) -> Option<String> {
    let claims = object(jwt.split('.').nth(1)?).ok()?;
    claims.get("iss").and_then(Value::as_str).map(str::to_owned)
}

fn check_claims(claims: &Map<String, Value>, rules: &Rules<'_>) -> Result<Accepted, Refused> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(rules.client_id) || text("sub") != Some(rules.client_id) {
        return Err(Refused::Client);
    }
    let named = match claims.get("aud") {
        Some(Value::String(one)) => one == rules.audience,
        Some(Value::Array(many)) => many.iter().any(|one| one == rules.audience),
        Some(_) | None => false,
    };
    if !named {
        return Err(Refused::Audience);
    }
    let expires = claims.get("exp").and_then(Value::as_i64).ok_or(Refused::Expired)?;
    if expires <= rules.now {
        return Err(Refused::Expired);
    }
    if expires > rules.now + LONGEST_LIFE {
        return Err(Refused::LongLived);
    }
    for name in ["iat", "nbf"] {
        if let Some(value) = claims.get(name)
            && value.as_i64().is_none_or(|at| at > rules.now)
        {
            return Err(Refused::NotYet);
        }
    }
    let id = text("jti").filter(|id| !id.is_empty()).ok_or(Refused::NoId)?;
    Ok(Accepted { id: id.to_owned(), expires })
}

fn object(part: &str) -> Result<Map<String, Value>, Refused> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)
}

#[cfg(test)]
#[path = "assertion_tests.rs"]
mod tests;
