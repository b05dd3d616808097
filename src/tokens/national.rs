//! Tokens that callers of our own store of roles bring: JWTs of one authority, told apart by the scopes of the national
//! service (docs/sources.md#vrs-api, docs/decisions/0053-tokens-of-the-store.md).

use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet};
use jsonwebtoken::{DecodingKey, Header, Validation, decode, decode_header, encode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use time::OffsetDateTime;

use domain::{NhsNumber, NumericDate};

use super::access_token::TokenRefused;
use super::assertion::{Audience, key_for};
use super::keys::{ALGORITHM, TokenKeys};

/// Scope of somebody who signed in with NHS login at its highest level.
const PATIENT: &str = "urn:nhsd:apim:user-nhs-login:P9:validated-relationships-service-api";
/// Scope of a healthcare worker who signed in with CIS2.
const STAFF: &str = "urn:nhsd:apim:user-nhs-id:aal3:validated-relationships-service-api";
/// Scope of a program without a user.
const APP: &str = "urn:nhsd:apim:app:level3:validated-relationships-service-api";
/// How surely NHS login must have recognised somebody.
const VECTORS: [&str; 3] = ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"];
/// Type in the header (RFC 9068 §2.1).
const TYPE: &str = "at+jwt";

/// The setting holds no usable keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("NATIONAL_TOKEN_KEYS should be a JSON Web Key Set with at least one public key")]
pub struct NoKeys;

/// Whose tokens are taken.
#[derive(Clone)]
pub struct Authority {
    keys: JwkSet,
    issuer: String,
    audience: String,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// For whom a token was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// For a program without a user: *application-restricted*.
    App,
    /// For a healthcare worker.
    Staff,
    /// For somebody with this NHS number.
    Patient(NhsNumber),
}

impl Holder {
    /// The word for it in the record of calls.
    pub fn code(&self) -> &'static str {
        match self {
            Holder::App => "app",
            Holder::Staff => "staff",
            Holder::Patient(_) => "patient",
        }
    }
}

/// A token that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The program that brought it.
    pub client_id: String,
    /// Who stood behind it.
    pub subject: String,
    /// For whom it was given out.
    pub holder: Holder,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    sub: String,
    client_id: String,
    scope: String,
    exp: NumericDate,
    nbf: Option<NumericDate>,
    nhs_number: Option<String>,
    vot: Option<String>,
}

impl Authority {
    /// Reads the keys of the setting, a JSON Web Key Set.
    ///
    /// # Errors
    /// When there is none in it, or it cannot be read.
    pub fn read(keys: &SecretString, issuer: &str, audience: &str) -> Result<Authority, NoKeys> {
        let keys: JwkSet = serde_json::from_str(keys.expose_secret()).map_err(|_| NoKeys)?;
        let are_good = !keys.keys.is_empty()
            && keys.keys.iter().all(|key| is_rsa(key) && DecodingKey::from_jwk(key).is_ok());
        if !are_good {
            return Err(NoKeys);
        }
        Ok(Authority { keys, issuer: issuer.to_owned(), audience: audience.to_owned() })
    }

    /// The same authority, which takes what these keys sign too.
    #[must_use]
    pub fn with(mut self, own: &TokenKeys) -> Authority {
        self.keys.keys.extend(own.public().keys.iter().cloned());
        self
    }

    /// Who gives out the tokens, and what they are for.
    pub fn names(&self) -> (&str, &str) {
        (&self.issuer, &self.audience)
    }

    /// Reads a token that somebody brings.
    ///
    /// # Errors
    /// See [`TokenRefused`].
    pub fn check(&self, text: &str, now: OffsetDateTime) -> Result<Shown, TokenRefused> {
        let header = decode_header(text).map_err(|_| TokenRefused::Unreadable)?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(TokenRefused::Foreign);
        }
        let key = key_for(&self.keys, &header).ok_or(TokenRefused::Foreign)?;
        let decoding = DecodingKey::from_jwk(key).map_err(|_| TokenRefused::Foreign)?;
        let mut validation = Validation::new(header.alg);
        // The crate asks the machine for the time; ours is given.
        (validation.validate_exp, validation.validate_aud) = (false, false);
        let claims: Claims =
            decode(text, &decoding, &validation).map_err(|_| TokenRefused::Unreadable)?.claims;
        if claims.iss != self.issuer || !claims.aud.named().contains(&self.audience) {
            return Err(TokenRefused::Elsewhere);
        }
        if claims.exp.0 <= now || claims.nbf.as_ref().is_some_and(|begin| begin.0 > now) {
            return Err(TokenRefused::Expired);
        }
        let holder = holder(&claims).ok_or(TokenRefused::Elsewhere)?;
        Ok(Shown { client_id: claims.client_id, subject: claims.sub, holder })
    }
}

/// A token has one of the three scopes; somebody who was recognised less surely has none.
fn holder(claims: &Claims) -> Option<Holder> {
    let mut scopes = claims.scope.split(' ').filter(|scope| [PATIENT, STAFF, APP].contains(scope));
    let scope = scopes.next()?;
    if scopes.next().is_some() {
        return None;
    }
    match scope {
        PATIENT => {
            let is_sure = claims.vot.as_deref().is_some_and(|vector| VECTORS.contains(&vector));
            let number = NhsNumber::parse(claims.nhs_number.as_deref()?).ok()?;
            is_sure.then_some(Holder::Patient(number))
        }
        STAFF => Some(Holder::Staff),
        _ => Some(Holder::App),
    }
}

/// Signs a token for a store, as an authority does.
///
/// # Errors
/// When the key cannot sign, which a key that was read can.
pub fn mint(
    keys: &TokenKeys,
    (issuer, audience): (&str, &str),
    (client_id, holder): (&str, &Holder),
    ends: OffsetDateTime,
) -> Result<String, TokenRefused> {
    let (scope, number) = match holder {
        Holder::App => (APP, None),
        Holder::Staff => (STAFF, None),
        Holder::Patient(number) => (PATIENT, Some(number.as_str())),
    };
    let claims = serde_json::json!({
        "iss": issuer, "aud": audience, "sub": client_id, "client_id": client_id, "scope": scope,
        "exp": ends.unix_timestamp(), "nhs_number": number, "vot": number.map(|_| VECTORS[0]),
    });
    let mut header = Header::new(ALGORITHM);
    (header.typ, header.kid) = (Some(TYPE.to_owned()), Some(keys.key_id.clone()));
    encode(&header, &claims, &keys.signing).map_err(|_| TokenRefused::Unreadable)
}

/// What signs with a secret that both sides know is no key of an authority.
fn is_rsa(key: &Jwk) -> bool {
    matches!(key.algorithm, AlgorithmParameters::RSA(_))
}

#[cfg(test)]
mod tests {
    use super::super::tests::private_key;
    use super::*;
    use serde_json::{Value, json};
    use time::Duration;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-11-27 12:00 UTC);
    const NAMES: (&str, &str) = ("https://authority.test", "https://roles.test");

    fn keys() -> TokenKeys {
        TokenKeys::read(&SecretString::from(private_key())).unwrap()
    }

    fn authority(keys: &TokenKeys) -> Authority {
        let set = serde_json::to_string(keys.public()).unwrap();
        Authority::read(&SecretString::from(set), NAMES.0, NAMES.1).unwrap()
    }

    fn claims() -> Value {
        json!({
            "iss": NAMES.0, "aud": NAMES.1, "sub": "u", "client_id": "c", "scope": format!("openid {PATIENT}"),
            "exp": (NOW + Duration::MINUTE).unix_timestamp(), "nhs_number": "9000000009", "vot": "P9.Cp.Cd",
        })
    }

    fn signed(keys: &TokenKeys, kind: &str, claims: &Value) -> String {
        let mut header = Header::new(ALGORITHM);
        (header.typ, header.kid) = (Some(kind.to_owned()), Some(keys.key_id.clone()));
        encode(&header, claims, &keys.signing).unwrap()
    }

    #[test]
    fn what_is_minted_is_taken_for_what_it_is_until_it_ends() {
        let keys = keys();
        let number = NhsNumber::parse("9000000009").unwrap();
        for holder in [Holder::App, Holder::Staff, Holder::Patient(number)] {
            let token = mint(&keys, NAMES, ("c", &holder), NOW + Duration::MINUTE).unwrap();
            let shown = authority(&keys).check(&token, NOW).unwrap();
            assert_eq!((shown.client_id.as_str(), &shown.holder), ("c", &holder));
            let later = authority(&keys).check(&token, NOW + Duration::MINUTE);
            assert_eq!(later, Err(TokenRefused::Expired));
        }
    }

    #[test]
    fn a_token_that_says_less_or_something_else_is_not_taken() {
        let keys = keys();
        let authority = authority(&keys);
        assert!(authority.check(&signed(&keys, TYPE, &claims()), NOW).is_ok());
        assert_eq!(authority.check(&signed(&keys, "JWT", &claims()), NOW), Err(TokenRefused::Foreign));
        let both = format!("{PATIENT} {STAFF}");
        for (name, value) in [
            ("iss", json!("https://other.test")),
            ("aud", json!(["https://other.test"])),
            ("scope", json!("openid")),
            ("scope", json!(both)),
            ("vot", json!("P5.Cp.Cd")),
            ("vot", Value::Null),
            ("nhs_number", Value::Null),
            ("nhs_number", json!("1")),
            ("client_id", Value::Null),
            ("nbf", json!((NOW + Duration::MINUTE).unix_timestamp())),
        ] {
            let mut wrong = claims();
            wrong[name] = value;
            assert!(authority.check(&signed(&keys, TYPE, &wrong), NOW).is_err(), "{name}");
        }
        let strange = TokenKeys::read(&SecretString::from(private_key())).unwrap();
        assert!(authority.check(&signed(&strange, TYPE, &claims()), NOW).is_err());
    }

    #[test]
    fn a_set_without_keys_is_none() {
        for wrong in ["", "{}", r#"{"keys":[]}"#, r#"{"keys":[{"kty":"oct","k":"AAAA"}]}"#] {
            let read = Authority::read(&SecretString::from(wrong), NAMES.0, NAMES.1);
            assert_eq!(read.err(), Some(NoKeys), "{wrong}");
        }
    }
}
