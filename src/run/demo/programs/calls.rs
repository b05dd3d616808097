//! What the programs ask of the service: sign-in, a token, one call of the API.

use std::collections::HashMap;
use std::sync::Mutex;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use domain::clock::Clock;

use super::kind::Kind;

/// Most sign-ins that are waited for.
const MOST: usize = 1000;

/// What the three programs know.
pub(super) struct Programs {
    pub(super) service_url: String,
    pub(super) clock: Clock,
    pub(super) key: EncodingKey,
    pub(super) http: reqwest::Client,
    /// Sign-ins that began here, by their `state`: for whom, and the verifier of the challenge.
    pub(super) begun: Mutex<HashMap<String, (Kind, String)>>,
}

impl Programs {
    /// Where the browser goes to sign in and allow the app; `back` is where it then comes to.
    pub(super) fn sign_in(&self, kind: Kind, back: &str) -> anyhow::Result<String> {
        let (state, verifier) = (self.clock.secret(), self.clock.secret());
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let query = [
            ("response_type", "code"),
            ("client_id", kind.client_id()),
            ("redirect_uri", back),
            ("scope", &kind.scopes().to_string()),
            ("state", &state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let url = Url::parse_with_params(&format!("{}/oauth2/authorize", self.service_url), query)?;
        let mut begun = self.begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if begun.len() >= MOST {
            begun.clear();
        }
        begun.insert(state, (kind, verifier));
        Ok(url.into())
    }

    /// For whom the sign-in with this `state` began, and its verifier; once.
    pub(super) fn take(&self, state: &str) -> Option<(Kind, String)> {
        self.begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(state)
    }

    /// The token that a code stands for, or what the service answered instead.
    pub(super) async fn redeem(
        &self,
        (kind, verifier): (Kind, &str),
        code: &str,
        back: &str,
    ) -> anyhow::Result<Result<String, Value>> {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("client_id", kind.client_id()),
            ("code", code),
            ("redirect_uri", back),
            ("code_verifier", verifier),
        ])
        .await
    }

    /// The system's own token (RFC 7523).
    pub(super) async fn own_token(&self) -> anyhow::Result<Result<String, Value>> {
        let now = self.clock.now().unix_timestamp();
        let claims = json!({
            "iss": Kind::System.client_id(), "sub": Kind::System.client_id(),
            "aud": format!("{}/oauth2/token", self.service_url),
            "jti": self.clock.new_id().to_string(), "iat": now, "exp": now + 60,
        });
        let assertion = encode(&Header::new(Algorithm::RS256), &claims, &self.key)?;
        self.token(&[
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", &assertion),
        ])
        .await
    }

    async fn token(&self, form: &[(&str, &str)]) -> anyhow::Result<Result<String, Value>> {
        let url = format!("{}/oauth2/token", self.service_url);
        let answer: Value = self.http.post(url).form(form).send().await?.json().await?;
        Ok(answer["access_token"].as_str().map(str::to_owned).ok_or(answer))
    }

    /// What the API answers to a first question.
    pub(super) async fn delegations(&self, token: &str) -> anyhow::Result<Value> {
        let url = format!("{}/api/v1/delegations", self.service_url);
        Ok(self.http.get(url).bearer_auth(token).send().await?.json().await?)
    }
}
