//! The answer of a token endpoint, read leniently: `expires_in` comes as number or text and is not needed.

use std::str::FromStr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{
    CoreGenderClaim, CoreIdToken, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreTokenType,
};
use openidconnect::{
    AccessToken, EmptyAdditionalClaims, OAuth2TokenResponse, RefreshToken, Scope, TokenResponse,
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::fault::TokenFault;

/// Claims of an ID token by name.
pub(super) type Claims = Map<String, Value>;

/// What the token endpoint gave us.
#[derive(Serialize, Deserialize)]
pub(super) struct TokenAnswer {
    access_token: AccessToken,
    #[serde(deserialize_with = "bearer")]
    token_type: CoreTokenType,
    #[serde(default, skip_serializing, deserialize_with = "id_token")]
    id_token: Option<Result<CoreIdToken, TokenFault>>,
}

impl std::fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenAnswer(hidden)")
    }
}

impl TokenAnswer {
    /// The ID token, not yet verified.
    pub fn into_parts(self) -> (AccessToken, Result<CoreIdToken, TokenFault>) {
        (self.access_token, self.id_token.unwrap_or(Err(TokenFault::Absent)))
    }
}

fn bearer<'de, D: Deserializer<'de>>(source: D) -> Result<CoreTokenType, D::Error> {
    let text = String::deserialize(source)?;
    if text.eq_ignore_ascii_case("bearer") {
        Ok(CoreTokenType::Bearer)
    } else {
        Err(serde::de::Error::custom("not a bearer token"))
    }
}

fn id_token<'de, D: Deserializer<'de>>(
    source: D,
) -> Result<Option<Result<CoreIdToken, TokenFault>>, D::Error> {
    let text = Option::<String>::deserialize(source)?;
    Ok(text.map(|text| CoreIdToken::from_str(&text).map_err(|_| unreadable(&text))))
}

/// Tells "a claim is missing" from "not a token"; for the log only, both are refused.
fn unreadable(token: &str) -> TokenFault {
    let Ok(claims) = claims(token) else { return TokenFault::Unreadable };
    let missing = ["iss", "sub", "exp", "iat"].into_iter().find(|name| !claims.contains_key(*name));
    missing.map_or(TokenFault::Unreadable, TokenFault::ClaimMissing)
}

/// The payload of a token; says nothing about its truth.
pub(super) fn claims(token: &str) -> Result<Claims, TokenFault> {
    let payload = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    payload.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or(TokenFault::Unreadable)
}

impl OAuth2TokenResponse for TokenAnswer {
    type TokenType = CoreTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }
    fn token_type(&self) -> &CoreTokenType {
        &self.token_type
    }
    fn expires_in(&self) -> Option<Duration> {
        None
    }
    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }
    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

impl
    TokenResponse<
        EmptyAdditionalClaims,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    > for TokenAnswer
{
    fn id_token(&self) -> Option<&CoreIdToken> {
        self.id_token.as_ref().and_then(|token| token.as_ref().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(payload: &str) -> String {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.{}", part(r#"{"alg":"RS512","typ":"JWT"}"#), part(payload), part("signature"))
    }

    fn read(json: &Value) -> Option<Result<CoreIdToken, TokenFault>> {
        serde_json::from_value::<TokenAnswer>(json.clone()).unwrap().id_token
    }

    #[test]
    fn expires_in_may_be_text_and_the_type_any_case() {
        let answer =
            serde_json::json!({"access_token":"a","token_type":"bEaReR","expires_in":"300","scope":7});
        assert!(read(&answer).is_none());
        let mac = serde_json::json!({"access_token":"a","token_type":"mac"});
        assert!(serde_json::from_value::<TokenAnswer>(mac).is_err());
    }

    #[test]
    fn a_token_without_a_required_claim_is_named() {
        let all = [("iss", "\"https://op\""), ("sub", "\"s\""), ("aud", "\"c\""), ("exp", "9"), ("iat", "1")];
        for (left_out, _) in all.into_iter().filter(|(name, _)| *name != "aud") {
            let members: Vec<String> = all
                .iter()
                .filter(|(name, _)| *name != left_out)
                .map(|(n, v)| format!("\"{n}\":{v}"))
                .collect();
            let text = token(&format!("{{{}}}", members.join(",")));
            let answer = serde_json::json!({"access_token":"a","token_type":"Bearer","id_token":text});
            assert_eq!(read(&answer).unwrap().unwrap_err(), TokenFault::ClaimMissing(left_out));
        }
    }

    #[test]
    fn nonsense_is_unreadable() {
        let answer = serde_json::json!({"access_token":"a","token_type":"Bearer","id_token":"x.y"});
        assert_eq!(read(&answer).unwrap().unwrap_err(), TokenFault::Unreadable);
    }
}
