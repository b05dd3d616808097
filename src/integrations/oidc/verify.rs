//! The checks of an ID token (OpenID Connect Core §3.1.3.7, all of them; docs/sources.md#nhsl-eis, #cis2-users).

use std::time::SystemTime;

use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, IssuerUrl, Nonce,
    SignatureVerificationError,
};
use time::{Duration, OffsetDateTime};

use crate::config::Algorithm;

use super::fault::TokenFault;

/// How far our clock and theirs may differ.
pub(super) const SKEW: Duration = Duration::seconds(60);

/// What an ID token must say.
#[derive(Debug)]
pub(super) struct Expected<'a> {
    pub client_id: &'a ClientId,
    pub issuer: &'a IssuerUrl,
    pub algorithm: Algorithm,
    pub nonce: &'a str,
    pub now: OffsetDateTime,
}

/// Verifies `token` against the keys of its provider.
pub(super) fn verify(
    token: &CoreIdToken,
    access_token: &AccessToken,
    keys: &CoreJsonWebKeySet,
    expected: &Expected<'_>,
) -> Result<(), TokenFault> {
    let late = expected.now - SKEW;
    let verifier = CoreIdTokenVerifier::new_public_client(
        expected.client_id.clone(),
        expected.issuer.clone(),
        keys.clone(),
    )
    .set_allowed_algs([pinned(expected.algorithm)])
    .set_time_fn(move || SystemTime::from(late).into());
    let nonce = Nonce::new(expected.nonce.to_owned());
    let claims = token.claims(&verifier, &nonce).map_err(|error| fault(&error))?;
    if claims.issue_time().timestamp() > (expected.now + SKEW).unix_timestamp() {
        return Err(TokenFault::IssuedAhead);
    }
    if claims.subject().is_empty() {
        return Err(TokenFault::ClaimMissing("sub"));
    }
    if claims.authorized_party().is_some_and(|party| party != expected.client_id) {
        return Err(TokenFault::AuthorizedParty);
    }
    let Some(promised) = claims.access_token_hash() else { return Ok(()) };
    let algorithm = token.signing_alg().map_err(|_| TokenFault::Algorithm)?;
    let key = token.signing_key(&verifier).map_err(|_| TokenFault::UnknownKey)?;
    match AccessTokenHash::from_token(access_token, algorithm, key) {
        Ok(real) if real == *promised => Ok(()),
        Ok(_) | Err(_) => Err(TokenFault::AccessTokenHash),
    }
}

fn pinned(algorithm: Algorithm) -> CoreJwsSigningAlgorithm {
    match algorithm {
        Algorithm::Rs256 => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        Algorithm::Rs512 => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    }
}

/// The crate's errors as ours; its texts quote claims, so they are dropped.
fn fault(error: &ClaimsVerificationError) -> TokenFault {
    match error {
        ClaimsVerificationError::Expired(_) => TokenFault::Expired,
        ClaimsVerificationError::InvalidAudience(_) => TokenFault::Audience,
        ClaimsVerificationError::InvalidIssuer(_) => TokenFault::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => TokenFault::Nonce,
        ClaimsVerificationError::SignatureVerification(error) => match error {
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::AmbiguousKeyId(_) => {
                TokenFault::UnknownKey
            }
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::UnsupportedAlg(_)
            | SignatureVerificationError::NoSignature => TokenFault::Algorithm,
            _ => TokenFault::Signature,
        },
        _ => TokenFault::Header,
    }
}
