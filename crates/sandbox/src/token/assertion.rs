//! The checks of a client assertion, in the platform's own order: the first that fails is the answer.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value};
use time::{Duration, OffsetDateTime};

use super::error::TokenError;
use super::tokens::Tokens;
use crate::registration::ClientKeys;

/// Ten seconds more than the five minutes the documentation allows.
const FURTHEST: Duration = Duration::seconds(310);

/// What an assertion is checked against.
pub(super) struct Check<'a> {
    pub(super) now: OffsetDateTime,
    pub(super) client: &'a ClientKeys,
    pub(super) token_url: &'a str,
    pub(super) tokens: &'a Tokens,
}

/// A JWT taken apart, not yet believed.
struct Parts<'j> {
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signed: &'j str,
    signature: &'j str,
}

impl Check<'_> {
    pub(super) fn assertion(&self, jwt: &str) -> Result<(), TokenError> {
        let parts = take_apart(jwt).ok_or(TokenError::invalid("Malformed JWT in client_assertion"))?;
        self.form(&parts)?;
        self.claims(&parts.claims)?;
        self.key_and_signature(&parts)
    }

    /// Rows 3 to 7: the header, and `exp` as a number that has not passed.
    fn form(&self, parts: &Parts<'_>) -> Result<(), TokenError> {
        let text = |name: &str| parts.header.get(name).and_then(Value::as_str);
        if text("alg") != Some("RS512") {
            return Err(TokenError::invalid(
                "Invalid 'alg' header in client_assertion JWT - unsupported JWT algorithm - must be 'RS512'",
            ));
        }
        let exp = parts.claims.get("exp");
        if exp.and_then(Value::as_f64).is_some_and(|exp| exp <= seconds(self.now)) {
            return Err(TokenError::invalid("Invalid 'exp' claim in client_assertion JWT - JWT has expired"));
        }
        if text("kid").is_none_or(str::is_empty) {
            return Err(TokenError::invalid("Missing 'kid' header in client_assertion JWT"));
        }
        if !text("typ").is_some_and(|typ| typ.eq_ignore_ascii_case("JWT")) {
            return Err(TokenError::invalid("Invalid 'typ' header in client_assertion JWT - must be 'JWT'"));
        }
        match exp {
            None | Some(Value::Null) => {
                Err(TokenError::invalid("Missing 'exp' claim in client_assertion JWT"))
            }
            Some(Value::Number(number)) if number.is_i64() || number.is_u64() => Ok(()),
            Some(_) => {
                Err(TokenError::invalid("Invalid 'exp' claim in client_assertion JWT - must be an integer"))
            }
        }
    }

    /// Rows 8 to 11: who it is, used once, not for long.
    fn claims(&self, claims: &Map<String, Value>) -> Result<(), TokenError> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let issuer = text("iss").filter(|issuer| text("sub") == Some(*issuer));
        let client = issuer.ok_or(TokenError::invalid(
            "Missing or non-matching 'iss'/'sub' claims in client_assertion JWT",
        ))?;
        match claims.get("jti") {
            None | Some(Value::Null) => {
                return Err(TokenError::invalid("Missing 'jti' claim in client_assertion JWT"));
            }
            Some(Value::String(jti)) if !self.tokens.first_use(client, jti, self.now) => {
                return Err(TokenError::invalid("Non-unique 'jti' claim in client_assertion JWT"));
            }
            Some(Value::String(_)) => {}
            Some(_) => {
                return Err(TokenError::invalid(
                    "Invalid 'jti' claim in client_assertion JWT - must be a unique string value such as a GUID",
                ));
            }
        }
        let exp = claims.get("exp").and_then(Value::as_f64).unwrap_or_default();
        if exp > seconds(self.now + FURTHEST) {
            return Err(TokenError::invalid(
                "Invalid 'exp' claim in client_assertion JWT - more than 5 minutes in future",
            ));
        }
        if client != self.client.client_id {
            let sentence = "Invalid 'iss'/'sub' claims in client_assertion JWT";
            return Err(TokenError::new(401, "invalid_request", sentence));
        }
        Ok(())
    }

    /// The key, its id, the audience and the signature. Their order among themselves is not published; this is ours.
    fn key_and_signature(&self, parts: &Parts<'_>) -> Result<(), TokenError> {
        if self.client.public_key_pem.is_empty() {
            return Err(TokenError::new(
                403,
                "public_key error",
                "You need to register a public key to use this authentication method - please contact support to \
                 configure",
            ));
        }
        if parts.header.get("kid").and_then(Value::as_str) != Some(&self.client.key_id) {
            let sentence = "Invalid 'kid' header in client_assertion JWT - no matching public key";
            return Err(TokenError::new(401, "invalid_request", sentence));
        }
        if parts.claims.get("aud").and_then(Value::as_str) != Some(self.token_url) {
            let sentence = "Missing or invalid 'aud' claim in client_assertion JWT";
            return Err(TokenError::new(401, "invalid_request", sentence));
        }
        let verified = DecodingKey::from_rsa_pem(self.client.public_key_pem.as_bytes()).and_then(|key| {
            jsonwebtoken::crypto::verify(parts.signature, parts.signed.as_bytes(), &key, Algorithm::RS512)
        });
        if !verified.unwrap_or(false) {
            return Err(TokenError::new(401, "public_key error", "JWT signature verification failed"));
        }
        Ok(())
    }
}

fn seconds(instant: OffsetDateTime) -> f64 {
    (instant - OffsetDateTime::UNIX_EPOCH).as_seconds_f64()
}

fn take_apart(jwt: &str) -> Option<Parts<'_>> {
    let (signed, signature) = jwt.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let object = |part: &str| -> Option<Map<String, Value>> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
    };
    Some(Parts { header: object(header)?, claims: object(claims)?, signed, signature })
}
