//! An authorization request and the rules both providers share (docs/sources.md#nhsl-eis, #cis2-users).

use super::answers::{Fault, WayBack};
use super::client::Client;
use super::params::Params;

/// Whether the person must be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// Not said.
    Unset,
    /// `none`: no page may be shown.
    Silent,
    /// `login`: always ask.
    Login,
}

/// A request that keeps the rules.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where the answer goes, with the state.
    pub back: WayBack,
    /// The client that asked.
    pub client_id: String,
    /// To be repeated in the ID token.
    pub nonce: String,
    /// What was asked for.
    pub scopes: Vec<String>,
    /// Whether to ask the person.
    pub prompt: Prompt,
    /// PKCE challenge (S256), if one was sent; never required.
    pub challenge: Option<String>,
    /// NHS login: vectors of trust asked for.
    pub vectors: Vec<String>,
    /// CIS2: the `acr_values` asked for.
    pub acr: Option<String>,
}

impl Request {
    /// Whether this scope was asked for.
    pub fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|one| one == scope)
    }
}

/// Finds out where errors may be sent; a fault here must be shown on the provider's own page.
pub fn way_back(params: &Params, client: &Client) -> Result<WayBack, Fault> {
    let client_id = params.required("client_id")?;
    if client_id != client.client_id {
        return Err(Fault::new("unauthorized_client", "this client id is not registered"));
    }
    let redirect_uri = params.required("redirect_uri")?;
    if !client.redirect_uris.iter().any(|registered| registered == redirect_uri) {
        return Err(Fault::new(
            "invalid_redirect_uri",
            "this redirect_uri is not registered, letter for letter",
        ));
    }
    let state = params.get("state").ok().flatten().map(str::to_owned);
    Ok(WayBack { redirect_uri: redirect_uri.to_owned(), state })
}

/// Reads the parameters that both providers know; `known_scopes` are this provider's.
pub fn read(params: &Params, back: &WayBack, known_scopes: &[&str]) -> Result<Request, Fault> {
    for (name, code) in [
        ("request", "request_not_supported"),
        ("request_uri", "request_uri_not_supported"),
        ("registration", "registration_not_supported"),
    ] {
        if params.get(name)?.is_some() {
            return Err(Fault::new(code, format!("{name} is not supported")));
        }
    }
    params.required("state")?;
    if params.required("response_type")? != "code" {
        return Err(Fault::new("unsupported_response_type", "only the code flow is supported"));
    }
    if params.get("response_mode")?.is_some_and(|mode| mode != "query") {
        return Err(Fault::invalid_request("only response_mode query is supported"));
    }
    Ok(Request {
        back: back.clone(),
        client_id: params.required("client_id")?.to_owned(),
        nonce: params.required("nonce")?.to_owned(),
        scopes: scopes(params.required("scope")?, known_scopes)?,
        prompt: prompt(params.get("prompt")?)?,
        challenge: challenge(params)?,
        vectors: Vec::new(),
        acr: None,
    })
}

fn scopes(asked: &str, known: &[&str]) -> Result<Vec<String>, Fault> {
    let scopes: Vec<String> = asked.split(' ').filter(|scope| !scope.is_empty()).map(str::to_owned).collect();
    if !scopes.iter().any(|scope| scope == "openid") {
        return Err(Fault::new("invalid_scope", "scope must contain openid"));
    }
    match scopes.iter().find(|scope| !known.contains(&scope.as_str())) {
        Some(_) => Err(Fault::new("invalid_scope", "Unsupported scope requested")),
        None => Ok(scopes),
    }
}

fn prompt(asked: Option<&str>) -> Result<Prompt, Fault> {
    match asked {
        None => Ok(Prompt::Unset),
        Some("none") => Ok(Prompt::Silent),
        Some("login") => Ok(Prompt::Login),
        Some(_) => Err(Fault::invalid_request("prompt must be none or login")),
    }
}

fn challenge(params: &Params) -> Result<Option<String>, Fault> {
    let method = params.get("code_challenge_method")?;
    match params.get("code_challenge")? {
        None if method.is_some() => Err(Fault::invalid_request("code_challenge_method without a challenge")),
        None => Ok(None),
        Some(_) if method != Some("S256") => {
            Err(Fault::invalid_request("code_challenge_method must be S256"))
        }
        Some(challenge) if challenge.len() != 43 => {
            Err(Fault::invalid_request("code_challenge is malformed"))
        }
        Some(challenge) => Ok(Some(challenge.to_owned())),
    }
}
