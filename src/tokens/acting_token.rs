//! Tokens by which somebody acts for a patient: the patient is the subject, and whoever acts is named as the actor (RFC 8693 §4.1). Their
//! audience is of their own, so that none of them is taken where a token of a person or of a system is asked for.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use domain::{OdsCode, PersonId};

use super::access_token::{TokenRefused, is_its_time};
use super::keys::TokenKeys;

/// What such a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingClaims {
    /// Issuer: us.
    pub iss: String,
    /// Audience: what is read of patients by those who act for them.
    pub aud: String,
    /// The patient.
    pub sub: PersonId,
    /// Who acts.
    pub act: ActedBy,
    /// At which practice.
    pub practice: OdsCode,
    /// The program it was issued to.
    pub client_id: String,
    /// Our id of what whoever acts has allowed the program.
    pub grant: Uuid,
    /// Its own id.
    pub jti: String,
    /// Issued, in seconds since 1970.
    pub iat: i64,
    /// From then on it is worth nothing, in seconds since 1970.
    pub exp: i64,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActedBy {
    /// Our opaque id of the person.
    pub sub: PersonId,
}

impl TokenKeys {
    /// Signs a token.
    ///
    /// # Errors
    /// When the key cannot sign, which a key that was read can.
    pub fn issue_acting(&self, claims: &ActingClaims) -> Result<String, TokenRefused> {
        self.sign(claims)
    }

    /// Reads a token that somebody brings to `audience`.
    ///
    /// # Errors
    /// See [`TokenRefused`].
    pub fn read_acting(
        &self,
        text: &str,
        (issuer, audience): (&str, &str),
        now: OffsetDateTime,
    ) -> Result<ActingClaims, TokenRefused> {
        let claims: ActingClaims = self.open(text)?;
        if claims.iss != issuer || claims.aud != audience {
            return Err(TokenRefused::Elsewhere);
        }
        is_its_time((claims.iat, claims.exp), now)?;
        Ok(claims)
    }
}
