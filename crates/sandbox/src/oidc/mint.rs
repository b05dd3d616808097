//! Makes tokens: right ones, and wrong ones where a fault is switched on.

use serde_json::json;

use super::faults::Mode;
use super::jose::{self, Claims, Signing};
use super::keys::{KeyFault, SigningKey, Slot, key};
use super::store::{Grant, TOKEN_LIFE};
use super::{Kind, Provider, bend};
use crate::{cis2, nhs_login};

/// An access token: a signed JWT of five minutes (docs/sources.md#nhsl-eis).
pub fn access_token(provider: &Provider, grant: &Grant) -> Result<String, KeyFault> {
    let now = provider.now();
    let claims = jose::claims_of(json!({
        "iss": provider.issuer(),
        "aud": provider.url("/userinfo"),
        "sub": grant.session.sid,
        "client_id": grant.request.client_id,
        "scope": grant.request.scopes.join(" "),
        "token_use": "access",
        "jti": provider.clock().secret(),
        "iat": now,
        "exp": now + TOKEN_LIFE,
    }));
    signed(provider, &claims, current(provider)?, "JWT")
}

/// An ID token, bent by whatever is switched on.
pub fn id_token(provider: &Provider, grant: &Grant, access: &str, code: &str) -> Result<String, KeyFault> {
    let mut claims = match provider.kind() {
        Kind::NhsLogin => nhs_login::claims::id_token(provider, grant),
        Kind::Cis2 => cis2::claims::id_token(provider, grant, access, code),
    };
    bend::id_token(provider, &mut claims);
    seal(provider, &claims)
}

/// The key that signs now.
pub fn current(provider: &Provider) -> Result<&'static SigningKey, KeyFault> {
    let kind = provider.kind();
    key(if provider.faults().has(Mode::KeyRotated) { kind.next_slot() } else { kind.signing_slot() })
}

/// A token signed as it should be.
pub fn signed(
    provider: &Provider,
    claims: &Claims,
    own: &SigningKey,
    kind: &str,
) -> Result<String, KeyFault> {
    let algorithm = provider.kind().algorithm();
    jose::signed(claims, &Signing { key: own, algorithm, kid: Some(own.kid()), kind })
}

fn seal(provider: &Provider, claims: &Claims) -> Result<String, KeyFault> {
    let (faults, own) = (provider.faults(), current(provider)?);
    if faults.has(Mode::AlgNone) {
        return Ok(jose::unsigned(claims, own.kid(), "JWT"));
    }
    if faults.has(Mode::AlgHs256) {
        return jose::hmac_with_public_key(claims, own, "JWT");
    }
    let mut signing =
        Signing { key: own, algorithm: provider.kind().algorithm(), kid: Some(own.kid()), kind: "JWT" };
    if faults.has(Mode::OtherRs) {
        signing.algorithm = signing.algorithm.other();
    }
    if faults.has(Mode::NoKid) {
        signing.kid = None;
    }
    if faults.has(Mode::WrongSignature) || faults.has(Mode::UnknownKid) {
        signing.key = key(Slot::Stranger)?;
    }
    if faults.has(Mode::UnknownKid) {
        signing.kid = Some(signing.key.kid());
    }
    let token = jose::signed(claims, &signing)?;
    if !faults.has(Mode::BodyTampered) {
        return Ok(token);
    }
    let mut changed = claims.clone();
    changed.insert("tampered".to_owned(), json!(true));
    Ok(jose::tampered(&token, &changed))
}
