//! One provider, from the authorization URL to verified claims and user information.

use std::sync::Arc;

use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreIdToken};
use openidconnect::{
    AccessToken, AuthenticationContextClass, AuthorizationCode, ClientId, CsrfToken, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
};
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::config::{Algorithm, OidcClient};
use domain::clock::Clock;

use super::super::circuit::Circuit;
use super::super::client_key::{ASSERTION_TYPE, ClientKey};
use super::super::http::Http;
use super::super::setup::SetupFault;
use super::super::upstream::{Kind, OauthCode, System, Upstream};
use super::callback::code_of;
use super::exchange::relying_party;
use super::fault::{SignInFault, TokenFault, UserinfoFault};
use super::knowledge::{Cause, Knowledge, Known};
use super::token_answer::{Claims, claims};
use super::verify::{Expected, verify};
use super::{Callback, Pending};

/// A provider and who we are there.
#[derive(Debug)]
pub(in super::super) struct Provider {
    knowledge: Knowledge,
    clock: Clock,
    client_id: ClientId,
    redirect: RedirectUrl,
    pub key: ClientKey,
    algorithm: Algorithm,
    pkce: bool,
}

/// What to ask for at the authorization endpoint.
#[derive(Debug, Default)]
pub(in super::super) struct Ask<'a> {
    pub scopes: &'a [&'a str],
    pub prompt: Option<CoreAuthPrompt>,
    pub acr_values: Option<&'a str>,
    pub extra: Vec<(&'static str, String)>,
}

/// Somebody whose ID token passed every check.
#[derive(Debug)]
pub(in super::super) struct Redeemed {
    pub claims: Claims,
    pub subject: String,
    access_token: SecretString,
    userinfo: String,
}

impl Redeemed {
    /// The claims in the provider's own shape.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, SignInFault> {
        serde_json::from_value(Value::Object(self.claims.clone())).map_err(|_| TokenFault::Unreadable.into())
    }
}

impl Provider {
    pub fn new(
        system: System,
        config: &OidcClient,
        redirect_uri: String,
        clock: Clock,
    ) -> Result<Provider, SetupFault> {
        let address = |_| SetupFault::Address(system);
        let http = Http::new(system, config.timeout, clock.clone())?;
        // `new` keeps the text as it is; `from_url` would drop `:443`.
        let issuer = IssuerUrl::new(config.issuer.clone()).map_err(address)?;
        let key =
            ClientKey::new(system, &config.private_key, config.assertion_algorithm, config.key_id.clone())?;
        Ok(Provider {
            knowledge: Knowledge::new(http, issuer, clock.clone()),
            clock,
            client_id: ClientId::new(config.client_id.clone()),
            redirect: RedirectUrl::new(redirect_uri).map_err(address)?,
            key,
            algorithm: config.id_token_algorithm,
            pkce: config.pkce,
        })
    }

    pub fn circuit(&self) -> &Circuit {
        self.knowledge.http.circuit()
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    pub fn issuer(&self) -> &str {
        &self.knowledge.issuer
    }

    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Reads discovery if that is due; for start-up and a timer, so that nobody's sign-in pays for it.
    pub async fn warm_up(&self) -> Result<(), Upstream> {
        self.knowledge.known().await.map(|_| ())
    }

    /// The address to send the browser to, and what to remember until it comes back. Nobody is sent to a provider that is
    /// known not to answer: they would come back to be told so.
    pub async fn authorize(&self, ask: Ask<'_>) -> Result<(String, Pending), Upstream> {
        self.circuit().would_admit()?;
        let known = self.knowledge.known().await?;
        let party = relying_party(&known, &self.client_id, &self.knowledge.issuer, &self.redirect);
        let (state, nonce) = (self.clock.secret(), self.clock.secret());
        let verifier = self.pkce.then(|| self.clock.secret());
        let (sent_state, sent_nonce) = (state.clone(), nonce.clone());
        let mut request = party.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(sent_state),
            move || Nonce::new(sent_nonce),
        );
        for scope in ask.scopes {
            request = request.add_scope(Scope::new((*scope).to_owned()));
        }
        if let Some(prompt) = ask.prompt {
            request = request.add_prompt(prompt);
        }
        if let Some(acr) = ask.acr_values {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.to_owned()));
        }
        for (name, value) in ask.extra {
            request = request.add_extra_param(name, value);
        }
        if let Some(verifier) = &verifier {
            let verifier = PkceCodeVerifier::new(verifier.clone());
            request = request.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        }
        let (url, _, _) = request.url();
        let issuer = self.issuer().to_owned();
        Ok((url.into(), Pending { issuer, state, nonce, verifier }))
    }

    /// Checks the callback, exchanges its code and verifies the ID token.
    pub async fn redeem(&self, pending: &Pending, callback: Callback) -> Result<Redeemed, SignInFault> {
        let code = code_of(pending, callback, &self.knowledge.issuer)?;
        let known = self.knowledge.known().await?;
        let (access_token, token) = self.exchange(&known, pending, code).await?;
        let token = token?;
        let known = self.verify(known, &token, &access_token, &pending.nonce).await?;
        let claims = claims(&token.to_string())?;
        let subject = claims.get("sub").and_then(Value::as_str).unwrap_or_default().to_owned();
        let access_token = access_token.into_secret().into();
        Ok(Redeemed { claims, subject, access_token, userinfo: known.userinfo.to_string() })
    }

    async fn exchange(
        &self,
        known: &Known,
        pending: &Pending,
        code: String,
    ) -> Result<(AccessToken, Result<CoreIdToken, TokenFault>), SignInFault> {
        let fault = |kind| SignInFault::Upstream(self.knowledge.http.fault(kind));
        let party = relying_party(known, &self.client_id, &self.knowledge.issuer, &self.redirect);
        // The endpoint's own text: a parsed URL would drop `:443` and the provider would refuse the audience.
        let assertion = self.key.assertion(&self.client_id, &known.token, &self.clock);
        let mut request = party
            .exchange_code(AuthorizationCode::new(code))
            .add_extra_param("client_assertion_type", ASSERTION_TYPE)
            .add_extra_param("client_assertion", assertion.ok_or(fault(Kind::Malformed))?);
        if let Some(verifier) = &pending.verifier {
            request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.clone()));
        }
        let forward = self.knowledge.http.forwarder("token");
        match request.request_async(&forward).await {
            Ok(answer) => Ok(answer.into_parts()),
            Err(RequestTokenError::Request(upstream)) => Err(upstream.into()),
            Err(RequestTokenError::ServerResponse(answer)) => {
                let code = OauthCode::named(answer.error().as_ref()).unwrap_or(OauthCode::Other);
                Err(SignInFault::CodeRefused(code))
            }
            Err(RequestTokenError::Parse(..) | RequestTokenError::Other(_)) => Err(fault(Kind::Malformed)),
        }
    }

    /// Verifies; where the key is unknown, once more with the keys read again (the provider may have changed them).
    async fn verify(
        &self,
        known: Arc<Known>,
        token: &CoreIdToken,
        access_token: &AccessToken,
        nonce: &str,
    ) -> Result<Arc<Known>, TokenFault> {
        let expected = Expected {
            client_id: &self.client_id,
            issuer: &self.knowledge.issuer,
            algorithm: self.algorithm,
            nonce,
            now: self.clock.now(),
        };
        match verify(token, access_token, &known.keys, &expected) {
            Err(TokenFault::UnknownKey) => {
                let fresh = self.knowledge.with_fresh_keys(known, Cause::Token).await;
                verify(token, access_token, &fresh.keys, &expected).map(|()| fresh)
            }
            outcome => outcome.map(|()| known),
        }
    }

    /// The user information of `redeemed`, if it is about the same person.
    pub async fn userinfo<T: DeserializeOwned>(&self, redeemed: &Redeemed) -> Result<T, SignInFault> {
        use secrecy::ExposeSecret;
        let http = &self.knowledge.http;
        let request = http.get(&redeemed.userinfo).bearer_auth(redeemed.access_token.expose_secret());
        let answer = http.send("userinfo", request).await?;
        match answer.status {
            200 => {}
            400..=403 => return Err(UserinfoFault::Refused.into()),
            _ => return Err(http.fault(answer.refusal()).into()),
        }
        let claims: Claims = answer.json().map_err(|_| UserinfoFault::Unreadable)?;
        match claims.get("sub").and_then(Value::as_str) {
            None => return Err(UserinfoFault::SubjectMissing.into()),
            Some(subject) if subject != redeemed.subject => return Err(UserinfoFault::SubjectMismatch.into()),
            Some(_) => {}
        }
        serde_json::from_value(Value::Object(claims)).map_err(|_| UserinfoFault::Unreadable.into())
    }

    /// The published keys, for tokens that are not ID tokens; read again where `kid` is not among them.
    pub async fn keys_with(&self, kid: Option<&str>) -> Result<Value, Upstream> {
        let known = self.knowledge.known().await?;
        let holds = |known: &Known| {
            use openidconnect::JsonWebKey;
            known.keys.keys().iter().any(|key| key.key_id().map(|id| id.as_str()) == kid)
        };
        let known = if kid.is_none() || holds(&known) {
            known
        } else {
            self.knowledge.with_fresh_keys(known, Cause::Stranger).await
        };
        serde_json::to_value(&known.keys).map_err(|_| self.knowledge.http.fault(Kind::Malformed))
    }
}
