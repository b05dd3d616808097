//! Application-restricted access tokens of the API platform (docs/sources.md#apim-oauth).

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use crate::config::Algorithm;
use domain::clock::Clock;

use super::circuit::Regarding;
use super::client_key::{ASSERTION_TYPE, ClientKey};
use super::http::{Answer, Http};
use super::oidc::level;
use super::setup::SetupFault;
use super::upstream::{Kind, OauthCode, System, Upstream};

/// A token is not used in its last minute: it must outlive the call.
const MARGIN: Duration = Duration::seconds(60);

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    #[serde(default, deserialize_with = "level")]
    expires_in: Option<u64>,
}

#[derive(Deserialize)]
struct ErrorAnswer {
    error: String,
}

#[derive(Debug, Clone)]
struct Kept {
    token: SecretString,
    good_until: OffsetDateTime,
}

/// Who we are to one API of the platform.
pub(super) struct Credentials<'a> {
    /// Which system the token is for.
    pub system: System,
    /// Token endpoint; also the `aud` of our assertion.
    pub token_url: &'a str,
    /// API key: `iss` and `sub` of our assertion.
    pub api_key: &'a str,
    /// `kid` of our registered key.
    pub key_id: &'a str,
    /// RSA key in PEM.
    pub private_key: &'a SecretString,
}

/// Gives the current token, asking for a new one when it is time; one request at a time.
#[derive(Debug)]
pub(super) struct ApiToken {
    url: String,
    api_key: String,
    key: ClientKey,
    clock: Clock,
    kept: Mutex<Option<Kept>>,
}

impl ApiToken {
    pub fn new(credentials: &Credentials<'_>, clock: Clock) -> Result<ApiToken, SetupFault> {
        // The platform takes RS512 only.
        let key_id = Some(credentials.key_id.to_owned());
        let key = ClientKey::new(credentials.system, credentials.private_key, Algorithm::Rs512, key_id)?;
        let (url, api_key) = (credentials.token_url.to_owned(), credentials.api_key.to_owned());
        Ok(ApiToken { url, api_key, key, clock, kept: Mutex::default() })
    }

    /// The current token, for a call about this record. Holding the lock over the request makes all others wait for this one
    /// answer.
    pub async fn current(&self, http: &Http, regarding: Regarding) -> Result<SecretString, Upstream> {
        let mut kept = self.kept.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| self.clock.now() < kept.good_until) {
            return Ok(kept.token.clone());
        }
        let fresh = self.ask(http, regarding).await?;
        let token = fresh.token.clone();
        *kept = Some(fresh);
        Ok(token)
    }

    /// Forgets `refused`, unless somebody has replaced it since.
    pub async fn forget(&self, refused: &SecretString) {
        let mut kept = self.kept.lock().await;
        if kept.as_ref().is_some_and(|kept| kept.token.expose_secret() == refused.expose_secret()) {
            *kept = None;
        }
    }

    async fn ask(&self, http: &Http, regarding: Regarding) -> Result<Kept, Upstream> {
        let assertion = self.key.assertion(&self.api_key, &self.url, &self.clock);
        let assertion = assertion.ok_or_else(|| http.fault(Kind::Malformed))?;
        let form = [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", &assertion),
        ];
        let answer = http.send_regarding(regarding, "token", http.post(&self.url).form(&form)).await?;
        if answer.status != 200 {
            return Err(http.fault(refusal(&answer)));
        }
        let answer: TokenAnswer = answer.json().map_err(|kind| http.fault(kind))?;
        let life = i64::try_from(answer.expires_in.unwrap_or(0)).unwrap_or(0);
        let good_until = self.clock.now() + Duration::seconds(life) - MARGIN;
        Ok(Kept { token: answer.access_token.into(), good_until })
    }
}

fn refusal(answer: &Answer) -> Kind {
    match answer.json::<ErrorAnswer>() {
        Ok(error) if answer.status < 500 && answer.status != 429 => {
            Kind::Oauth(OauthCode::named(&error.error).unwrap_or(OauthCode::Other))
        }
        Ok(_) | Err(_) => answer.refusal(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_token_may_be_text() {
        let read = |json: &str| serde_json::from_str::<TokenAnswer>(json).unwrap().expires_in;
        assert_eq!(read(r#"{"access_token":"a","expires_in":"599","issued_at":"1"}"#), Some(599));
        assert_eq!(read(r#"{"access_token":"a","expires_in":599}"#), Some(599));
        assert_eq!(read(r#"{"access_token":"a"}"#), None);
    }

    #[test]
    fn refusals_are_named_by_their_published_word() {
        let of = |status, body: &str| {
            let body = body.as_bytes().to_vec();
            refusal(&Answer { status, headers: reqwest::header::HeaderMap::new(), body })
        };
        assert_eq!(of(401, r#"{"error":"invalid_client"}"#), Kind::Oauth(OauthCode::InvalidClient));
        assert_eq!(of(403, r#"{"error":"public_key error"}"#), Kind::Oauth(OauthCode::PublicKey));
        assert_eq!(of(400, r#"{"error":"secret words"}"#), Kind::Oauth(OauthCode::Other));
        assert_eq!(of(429, r#"{"error":"x"}"#), Kind::RateLimited);
        assert_eq!(of(500, "oops"), Kind::Status(500));
    }
}
