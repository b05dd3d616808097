//! Access tokens as RFC 9068 shapes them: short-lived, for our API alone, and never more than the holder has now.

use jsonwebtoken::{Header, Validation, decode, decode_header};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use domain::scope::Scopes;

use super::keys::TokenKeys;

/// How long a token lasts.
pub const LIFE: Duration = Duration::minutes(5);
/// How far the clocks of several servers of ours may be apart, in seconds.
const SKEW: i64 = 30;
/// Type in the header (RFC 9068 §2.1): tells an access token from an assertion or an ID token.
const TYPE: &str = "at+jwt";

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer: us.
    pub iss: String,
    /// Audience: our API.
    pub aud: String,
    /// Whom it is about: our opaque id of the person; for a program that acts for itself, its own id.
    pub sub: String,
    /// The program it was issued to.
    pub client_id: String,
    /// Scopes, parted by spaces.
    pub scope: String,
    /// Its own id.
    pub jti: String,
    /// Issued, in seconds since 1970.
    pub iat: i64,
    /// From then on it is worth nothing, in seconds since 1970.
    pub exp: i64,
    /// How surely the person was recognised (RFC 9068 §2.2.1); none for a program that acts for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// When the person signed in, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// Our id of what the person allowed the program; none for a program that acts for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Uuid>,
}

/// A token to be given out. No `Debug`: whoever reads it can use it.
pub struct AccessToken {
    /// The token.
    pub text: String,
    /// What it may do.
    pub scopes: Scopes,
    /// How long.
    pub lasts: Duration,
}

/// Why a token is not taken. Callers are told only that it is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefused {
    /// Not a token of ours, or changed.
    #[error("not a token of ours")]
    Unreadable,
    /// Signed with another algorithm, or of another type.
    #[error("another algorithm or type")]
    Foreign,
    /// Its time is over, or has not come.
    #[error("expired")]
    Expired,
    /// Meant for another service.
    #[error("another issuer or audience")]
    Elsewhere,
}

impl TokenKeys {
    /// Signs a token.
    ///
    /// # Errors
    /// When the key cannot sign, which a key that was read can.
    pub fn issue(&self, claims: &Claims) -> Result<String, TokenRefused> {
        self.sign(claims)
    }

    /// Signs a token, whatever it says.
    pub(super) fn sign(&self, claims: &impl Serialize) -> Result<String, TokenRefused> {
        let mut header = Header::new(self.algorithm);
        (header.typ, header.kid) = (Some(TYPE.to_owned()), Some(self.key_id.clone()));
        self.signer.sign(&header, claims).ok_or(TokenRefused::Unreadable)
    }

    /// Reads a token that somebody brings to `audience`.
    ///
    /// # Errors
    /// See [`TokenRefused`].
    pub fn read_token(
        &self,
        text: &str,
        (issuer, audience): (&str, &str),
        now: OffsetDateTime,
    ) -> Result<Claims, TokenRefused> {
        let claims: Claims = self.open(text)?;
        if claims.iss != issuer || claims.aud != audience {
            return Err(TokenRefused::Elsewhere);
        }
        is_its_time((claims.iat, claims.exp), now)?;
        Ok(claims)
    }

    /// What a token says that one of our keys has signed; for whom and when it is good, is still to be looked at.
    pub(super) fn open<T: DeserializeOwned>(&self, text: &str) -> Result<T, TokenRefused> {
        let header = decode_header(text).map_err(|_| TokenRefused::Unreadable)?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(TokenRefused::Foreign);
        }
        let key = header.kid.and_then(|id| self.verifying.get(&id));
        let (algorithm, key) = key.ok_or(TokenRefused::Unreadable)?;
        // A key is taken for its own algorithm and for no other that a token may name.
        if header.alg != *algorithm {
            return Err(TokenRefused::Foreign);
        }
        let mut validation = Validation::new(*algorithm);
        // The crate asks the machine for the time; ours is given.
        (validation.validate_exp, validation.validate_aud) = (false, false);
        decode(text, key, &validation).map(|token| token.claims).map_err(|_| TokenRefused::Unreadable)
    }
}

/// Whether a token with these times, issued and ended, is good now.
pub(super) fn is_its_time((issued, ends): (i64, i64), now: OffsetDateTime) -> Result<(), TokenRefused> {
    let now = now.unix_timestamp();
    if ends <= now || issued > now + SKEW { Err(TokenRefused::Expired) } else { Ok(()) }
}
