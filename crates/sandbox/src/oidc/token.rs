//! The token endpoint: a code and a client assertion for an access token and an ID token (docs/sources.md#nhsl-eis,
//! #cis2-users).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::answers::{Fault, found, json_answer, token_error};
use super::assertion::{self, Refused, Rules};
use super::faults::{Faults, Mode};
use super::params::Params;
use super::store::{Grant, TOKEN_LIFE};
use super::{Kind, Provider, mint};

/// How much `token_huge` sends, in bytes.
const HUGE: usize = 10 * 1024 * 1024;

/// `POST /token` (NHS login), `POST /access_token` (CIS2).
pub async fn endpoint(State(provider): State<Provider>, headers: HeaderMap, body: Bytes) -> Response {
    let faults = provider.faults();
    faults.wait(Mode::TokenSlow).await;
    if let Some(broken) = broken(&provider, &faults) {
        return broken;
    }
    match exchange(&provider, &headers, &body) {
        Ok(answer) => json_answer(StatusCode::OK, answer),
        Err(fault) => token_error(&fault),
    }
}

fn broken(provider: &Provider, faults: &Faults) -> Option<Response> {
    if faults.has(Mode::Token500) {
        return Some((StatusCode::INTERNAL_SERVER_ERROR, "switched on in the sandbox").into_response());
    }
    if faults.has(Mode::TokenGarbage) {
        return Some((StatusCode::OK, "<html><body>Service portal</body></html>").into_response());
    }
    if faults.has(Mode::TokenHuge) {
        let padding = "a".repeat(HUGE);
        return Some(json_answer(StatusCode::OK, json!({ "access_token": padding })));
    }
    faults.has(Mode::TokenRedirect).then(|| found(&provider.url("/sandbox.css")))
}

fn exchange(provider: &Provider, headers: &HeaderMap, body: &[u8]) -> Result<Value, Fault> {
    let form = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if form.split(';').next().map(str::trim) != Some("application/x-www-form-urlencoded") {
        return Err(Fault::invalid_request("the body must be a form"));
    }
    let params = Params::parse(body);
    authenticate(provider, headers, &params)?;
    match (params.required("grant_type")?, provider.kind()) {
        ("authorization_code", _) => {}
        ("refresh_token", _) => {
            return Err(Fault::new("unauthorized_client", "this client may not use refresh tokens"));
        }
        (_, Kind::NhsLogin | Kind::Cis2) => {
            return Err(Fault::new("unsupported_grant_type", "only authorization_code"));
        }
    }
    let code = params.required("code")?;
    let redirect_uri = params.required("redirect_uri")?;
    let grant = redeem(provider, &params, code, redirect_uri)?;
    answer(provider, code, grant)
}

fn authenticate(provider: &Provider, headers: &HeaderMap, params: &Params) -> Result<(), Fault> {
    let refused = |reason: String| Fault::new("invalid_client", format!("JWT is not valid: {reason}"));
    if headers.contains_key(AUTHORIZATION) || params.get("client_secret")?.is_some() {
        return Err(Fault::new("invalid_client", "only private_key_jwt is accepted"));
    }
    let client = provider.client();
    if params.get("client_id")?.is_some_and(|id| id != client.client_id) {
        return Err(Fault::new("invalid_client", "client_id is not the assertion's"));
    }
    if params.get("client_assertion_type")? != Some(assertion::TYPE) {
        return Err(Fault::new("invalid_client", "client_assertion_type must be jwt-bearer"));
    }
    let jwt = params.get("client_assertion")?.ok_or_else(|| refused("it is missing".to_owned()))?;
    let rules = Rules {
        client_id: &client.client_id,
        audience: &provider.token_url(),
        public_key_pem: &client.public_key_pem,
        key_id: Some(client.key_id.as_str()).filter(|id| !id.is_empty()),
        now: provider.now(),
    };
    let accepted = assertion::check(jwt, &rules).map_err(|reason| refused(reason.to_string()))?;
    if !provider.store().first_use(&accepted.id, accepted.expires) {
        return Err(refused(Refused::Replayed.to_string()));
    }
    Ok(())
}

/// A code is used up by any attempt to redeem it.
fn redeem(provider: &Provider, params: &Params, code: &str, redirect_uri: &str) -> Result<Grant, Fault> {
    let invalid = |reason: &'static str| Fault::new("invalid_grant", reason);
    let verifier = params.get("code_verifier")?;
    let grant = provider.store().redeem(code, provider.now());
    let grant = grant.ok_or_else(|| invalid("the code is unknown, was used, or has expired"))?;
    if grant.request.back.redirect_uri != redirect_uri {
        return Err(invalid("redirect_uri is not the one of the authorization request"));
    }
    if grant.request.client_id != provider.client().client_id {
        return Err(invalid("the code belongs to another client"));
    }
    match (&grant.request.challenge, verifier) {
        (None, _) => Ok(grant),
        (Some(challenge), Some(verifier)) if *challenge == challenge_of(verifier) => Ok(grant),
        (Some(_), Some(_) | None) => Err(invalid("code_verifier does not match the challenge")),
    }
}

fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

fn answer(provider: &Provider, code: &str, grant: Grant) -> Result<Value, Fault> {
    let access = mint::access_token(provider, &grant)?;
    let mut body = json!({
        "access_token": access,
        "token_type": match provider.kind() { Kind::NhsLogin => "bearer", Kind::Cis2 => "Bearer" },
        "expires_in": TOKEN_LIFE,
        "scope": grant.request.scopes.join(" "),
    });
    if !provider.faults().has(Mode::NoIdToken) {
        body["id_token"] = json!(mint::id_token(provider, &grant, &access, code)?);
    }
    provider.store().issue_token(code, access, grant, provider.now());
    Ok(body)
}
