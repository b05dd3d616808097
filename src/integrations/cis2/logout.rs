//! Back-channel logout: every check of the logout token (OpenID Back-Channel Logout §2.6; docs/sources.md#cis2-users).

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::{Map, Value};
use thiserror::Error;
use time::OffsetDateTime;

use crate::config::Algorithm;
use domain::NumericDate;

use super::super::client_key::signature;
use super::super::oidc::filled;
use super::super::upstream::Upstream;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// A token is accepted this many seconds after it was issued; the caller's memory of `jti` must be as long.
const LIFE: i64 = 300;
/// How far ahead a token may be issued: the clocks may differ.
const SKEW: i64 = 60;

/// Whose sessions end.
#[derive(Clone, PartialEq, Eq)]
pub struct Logout {
    /// The person, if named.
    pub sub: Option<String>,
    /// The session at CIS2, if named; without it all sessions of `sub` end.
    pub sid: Option<String>,
    /// When it was issued; a session that began later must live on.
    pub iat: OffsetDateTime,
    /// Id of this token, to refuse a repetition.
    pub jti: String,
}

impl std::fmt::Debug for Logout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Logout(hidden)")
    }
}

/// Why a logout token was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LogoutFault {
    /// Not a token, or a claim of the wrong shape.
    #[error("logout_unreadable")]
    Unreadable,
    /// `typ` is not `logout+jwt`.
    #[error("logout_type")]
    Type,
    /// Not the pinned algorithm.
    #[error("logout_algorithm")]
    Algorithm,
    /// Signed with a key that the provider does not publish.
    #[error("logout_unknown_key")]
    UnknownKey,
    /// The signature is wrong.
    #[error("logout_signature")]
    Signature,
    /// `iss` is another provider.
    #[error("logout_issuer")]
    Issuer,
    /// `aud` is not us.
    #[error("logout_audience")]
    Audience,
    /// `events` does not say logout.
    #[error("logout_event")]
    Event,
    /// `nonce` is there, so that an ID token could pass for it.
    #[error("logout_nonce")]
    Nonce,
    /// Issued too long ago or in the future, or expired.
    #[error("logout_time")]
    Time,
    /// No `jti`.
    #[error("logout_id")]
    Id,
    /// Neither `sub` nor `sid`.
    #[error("logout_subject")]
    Subject,
    /// The keys of the provider could not be read.
    #[error(transparent)]
    Upstream(Upstream),
}

#[derive(Deserialize)]
struct Claims {
    #[serde(default, deserialize_with = "filled")]
    sub: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    sid: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    jti: Option<String>,
    iat: NumericDate,
    exp: Option<NumericDate>,
    nonce: Option<Value>,
    #[serde(default)]
    events: Map<String, Value>,
}

/// What a logout token must say.
pub(super) struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub algorithm: Algorithm,
    pub now: OffsetDateTime,
}

/// The `kid` of its header, not yet to be believed.
pub(super) fn key_id(token: &str) -> Result<Option<String>, LogoutFault> {
    decode_header(token).map(|header| header.kid).map_err(|_| LogoutFault::Unreadable)
}

/// Verifies and reads `token` with the provider's key set.
pub(super) fn read(
    token: &str,
    kid: Option<&str>,
    keys: Value,
    expected: &Expected<'_>,
) -> Result<Logout, LogoutFault> {
    let header = decode_header(token).map_err(|_| LogoutFault::Unreadable)?;
    let kind = header.typ.as_deref().map(str::to_ascii_lowercase);
    if !matches!(kind.as_deref(), Some("logout+jwt" | "application/logout+jwt")) {
        return Err(LogoutFault::Type);
    }
    let keys: JwkSet = serde_json::from_value(keys).map_err(|_| LogoutFault::UnknownKey)?;
    let key =
        key_in(&keys, kid).and_then(|key| DecodingKey::from_jwk(key).ok()).ok_or(LogoutFault::UnknownKey)?;
    let mut validation = Validation::new(signature(expected.algorithm));
    // Times are checked below: this one asks the machine's clock, and insists on an `exp` that CIS2 may leave out.
    validation.validate_exp = false;
    validation.set_required_spec_claims(&["iss", "aud"]);
    validation.set_issuer(&[expected.issuer]);
    validation.set_audience(&[expected.client_id]);
    let claims = decode::<Claims>(token, &key, &validation).map_err(|error| fault(error.kind()))?.claims;
    check(claims, expected.now)
}

/// The key named `kid`, or the only one there is; keys for encryption do not count.
fn key_in<'a>(keys: &'a JwkSet, kid: Option<&str>) -> Option<&'a Jwk> {
    let mut signing = keys.keys.iter().filter(|key| {
        let signs = matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature));
        signs && (kid.is_none() || key.common.key_id.as_deref() == kid)
    });
    signing.next().filter(|_| signing.next().is_none())
}

fn check(claims: Claims, now: OffsetDateTime) -> Result<Logout, LogoutFault> {
    if claims.nonce.is_some() {
        return Err(LogoutFault::Nonce);
    }
    if !claims.events.get(EVENT).is_some_and(Value::is_object) {
        return Err(LogoutFault::Event);
    }
    let age = now.unix_timestamp().saturating_sub(claims.iat.seconds());
    if !(-SKEW..=LIFE).contains(&age)
        || claims.exp.is_some_and(|exp| exp.seconds() <= now.unix_timestamp() - SKEW)
    {
        return Err(LogoutFault::Time);
    }
    if claims.sub.is_none() && claims.sid.is_none() {
        return Err(LogoutFault::Subject);
    }
    Ok(Logout {
        sub: claims.sub,
        sid: claims.sid,
        iat: claims.iat.0,
        jti: claims.jti.ok_or(LogoutFault::Id)?,
    })
}

fn fault(kind: &ErrorKind) -> LogoutFault {
    match kind {
        ErrorKind::InvalidSignature => LogoutFault::Signature,
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => LogoutFault::Algorithm,
        ErrorKind::InvalidIssuer => LogoutFault::Issuer,
        ErrorKind::InvalidAudience => LogoutFault::Audience,
        ErrorKind::MissingRequiredClaim(claim) if claim == "iss" => LogoutFault::Issuer,
        ErrorKind::MissingRequiredClaim(_) => LogoutFault::Audience,
        _ => LogoutFault::Unreadable,
    }
}
