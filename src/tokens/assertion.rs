//! `private_key_jwt`: a program proves who it is with a JWT of its own key (RFC 7523 §3; RFC 9700 §2.5).

use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation, dangerous, decode, decode_header};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use domain::NumericDate;

/// The longest life of an assertion, so that what was used can be forgotten soon; authlib makes them for an hour.
const LONGEST: Duration = Duration::HOUR;
/// How far clocks may differ.
const LEEWAY: Duration = Duration::seconds(30);

/// What an assertion must say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The program: both issuer and subject.
    pub client_id: &'a str,
    /// Ways to name us; an assertion names one of them and no other audience.
    pub audiences: &'a [&'a str],
    /// The program's registered keys.
    pub keys: &'a JwkSet,
    /// The time.
    pub now: OffsetDateTime,
}

/// An assertion that holds; it must be used once only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// Its own id.
    pub jti: String,
    /// When it ends.
    pub expires_at: OffsetDateTime,
}

/// Why an assertion is not taken. Callers are told only that they were not recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssertionRefused {
    /// Not a JWT, or without a claim it needs.
    #[error("unreadable")]
    Unreadable,
    /// None of the registered keys, or an algorithm that does not fit the key.
    #[error("no such key")]
    Key,
    /// The signature is not of that key.
    #[error("wrong signature")]
    Signature,
    /// Issuer and subject are not the program.
    #[error("another issuer or subject")]
    Client,
    /// Meant for somebody else.
    #[error("another audience")]
    Audience,
    /// Over, not begun, or made to last too long.
    #[error("expired or too long")]
    Time,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    jti: String,
    exp: NumericDate,
    nbf: Option<NumericDate>,
    iat: Option<NumericDate>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    /// All who are named.
    pub(super) fn named(&self) -> &[String] {
        match self {
            Audience::One(one) => std::slice::from_ref(one),
            Audience::Several(several) => several,
        }
    }
}

/// The key that the header names; the only one where it names none. Its kind must fit the algorithm.
pub(super) fn key_for<'a>(keys: &'a JwkSet, header: &Header) -> Option<&'a Jwk> {
    let key = match &header.kid {
        Some(id) => keys.find(id)?,
        None => match keys.keys.as_slice() {
            [only] => only,
            _ => return None,
        },
    };
    use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
    let fits = match &key.algorithm {
        AlgorithmParameters::RSA(_) => {
            matches!(header.alg, RS256 | RS384 | RS512 | PS256 | PS384 | PS512)
        }
        AlgorithmParameters::EllipticCurve(_) => matches!(header.alg, ES256 | ES384),
        AlgorithmParameters::OctetKeyPair(_) => header.alg == EdDSA,
        _ => false, // shared secrets prove nothing, and what comes later is not known
    };
    fits.then_some(key)
}

/// The program that an assertion claims to come from, not yet believed.
pub fn claimed_client(jwt: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Issuer {
        iss: String,
    }
    dangerous::insecure_decode::<Issuer>(jwt).ok().map(|token| token.claims.iss)
}

impl Expected<'_> {
    /// Checks an assertion.
    ///
    /// # Errors
    /// See [`AssertionRefused`].
    pub fn check(&self, jwt: &str) -> Result<Assertion, AssertionRefused> {
        let header = decode_header(jwt).map_err(|_| AssertionRefused::Unreadable)?;
        let key = key_for(self.keys, &header).ok_or(AssertionRefused::Key)?;
        let mut validation = Validation::new(header.alg);
        (validation.validate_exp, validation.validate_aud) = (false, false);
        let decoding = DecodingKey::from_jwk(key).map_err(|_| AssertionRefused::Key)?;
        let claims: Claims = decode(jwt, &decoding, &validation)
            .map_err(|fault| match fault.kind() {
                jsonwebtoken::errors::ErrorKind::InvalidSignature => AssertionRefused::Signature,
                _ => AssertionRefused::Unreadable,
            })?
            .claims;
        self.claims(&claims)
    }

    fn claims(&self, claims: &Claims) -> Result<Assertion, AssertionRefused> {
        if claims.iss != self.client_id || claims.sub != self.client_id {
            return Err(AssertionRefused::Client);
        }
        let named = claims.aud.named();
        if named.is_empty() || named.iter().any(|name| !self.audiences.contains(&name.as_str())) {
            return Err(AssertionRefused::Audience);
        }
        let expires_at = claims.exp.0;
        let is_begun =
            [claims.nbf, claims.iat].into_iter().flatten().all(|begin| begin.0 <= self.now + LEEWAY);
        if expires_at <= self.now || expires_at > self.now + LONGEST + LEEWAY || !is_begun {
            return Err(AssertionRefused::Time);
        }
        if claims.jti.is_empty() || claims.jti.len() > 200 {
            return Err(AssertionRefused::Unreadable);
        }
        Ok(Assertion { jti: claims.jti.clone(), expires_at })
    }
}
