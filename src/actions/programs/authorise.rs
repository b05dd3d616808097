//! An app asks to act for somebody (RFC 6749 §4.1.1, RFC 7636, RFC 9700 §2.1): what it asks for, and where the answer goes.

use url::{Url, form_urlencoded};

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::clients::{self, Client};
use domain::scope::{ActsFor, Scopes};

use super::parameters::{Parameters, Repeated};

/// The longest query; more is nobody's request.
const LONGEST: usize = 4096;
/// A challenge of S256 is always as long (RFC 7636 §4.2).
const CHALLENGE: usize = 43;
/// Parameters that are kept over a sign-in; all others mean nothing to us.
const KNOWN: [&str; 9] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
    "prompt",
];

/// A request that may be put before the person.
#[derive(Debug, Clone)]
pub struct Request {
    pub(super) client: Client,
    pub(super) challenge: String,
    pub(super) answer: Answer,
    scopes: Scopes,
    prompt: Prompt,
    pairs: Vec<(String, String)>,
}

/// What the app asks of the way its question is put (OpenID Connect Core §3.1.2.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Prompt {
    /// Ask the person nothing.
    pub none: bool,
    /// Have them sign in again.
    pub login: bool,
    /// Ask them, also when they agreed before (`consent` in OpenID Connect).
    pub ask_anew: bool,
}

/// Why a request is not put before anybody.
#[derive(Debug)]
pub enum Stopped {
    /// The app or its address is not to be trusted: the browser stays here.
    Here,
    /// The app is told so: the address to send the browser to.
    Told(String),
    /// The database failed.
    Storage(StorageError),
}

impl From<StorageError> for Stopped {
    fn from(error: StorageError) -> Stopped {
        Stopped::Storage(error)
    }
}

/// Where the answer goes: an address that was registered.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub redirect_uri: String,
    pub state: Option<String>,
    pub issuer: String,
}

impl Answer {
    /// The address with these parameters, the app's state and who answers (RFC 9207).
    pub fn with(&self, parameters: &[(&str, &str)]) -> Result<String, Stopped> {
        let mut url = Url::parse(&self.redirect_uri).map_err(|_| Stopped::Here)?;
        url.query_pairs_mut()
            .extend_pairs(parameters)
            .extend_pairs(self.state.iter().map(|state| ("state", state)))
            .append_pair("iss", &self.issuer);
        Ok(url.into())
    }

    fn refused(&self, error: &str) -> Stopped {
        self.with(&[("error", error)]).map_or_else(|stopped| stopped, Stopped::Told)
    }
}

impl Request {
    /// The app's name, as people read it.
    pub fn app_name(&self) -> &str {
        &self.client.name
    }

    /// For whom the app acts.
    pub fn acts_for(&self) -> ActsFor {
        self.client.acts_for
    }

    /// What it asks for.
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// How it wants to be put.
    pub fn prompt(&self) -> Prompt {
        self.prompt
    }

    /// Where the answer goes: scheme, host and port, as a content security policy names them. It has no way to name a
    /// host of IPv6, which can be one's own machine only.
    pub fn target(&self) -> String {
        let url = Url::parse(&self.answer.redirect_uri).ok();
        let origin = url.map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        if origin.contains('[') { "http:".to_owned() } else { origin }
    }

    /// The query of the same request, to come back with.
    pub fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish()
    }

    /// The same, once the person has signed in as was asked.
    pub fn query_after_sign_in(&self) -> String {
        let pairs = self.pairs.iter().filter_map(|(name, value)| {
            let left = if name == "prompt" { without_sign_in(value) } else { value.clone() };
            (!left.is_empty()).then_some((name, left))
        });
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    /// Where to send the browser with an error.
    ///
    /// # Errors
    /// [`Stopped::Here`], never for an address that was registered.
    pub fn refuse(&self, error: &str) -> Result<String, Stopped> {
        self.answer.with(&[("error", error)])
    }
}

fn without_sign_in(prompt: &str) -> String {
    let left = prompt.split(' ').filter(|word| !matches!(*word, "login" | "select_account"));
    left.collect::<Vec<_>>().join(" ")
}

/// Reads a request. The app and its address come first: while they are in doubt, nobody is sent there.
///
/// # Errors
/// See [`Stopped`].
pub async fn authorisation(app: &App, query: &str) -> Result<Request, Stopped> {
    if query.len() > LONGEST {
        return Err(Stopped::Here);
    }
    let asked = Asked(Parameters::read(query.as_bytes()));
    let client_id = asked.once("client_id").ok().flatten().ok_or(Stopped::Here)?;
    let client = clients::find(&app.db, client_id).await?.ok_or(Stopped::Here)?;
    let redirect_uri = asked.once("redirect_uri").ok().flatten().ok_or(Stopped::Here)?;
    let is_registered = client.redirects.iter().any(|registered| registered.admits(redirect_uri));
    if client.is_disabled || client.acts_for == ActsFor::Itself || !is_registered {
        return Err(Stopped::Here);
    }
    let answer = Answer {
        redirect_uri: redirect_uri.to_owned(),
        state: asked.once("state").ok().flatten().map(str::to_owned),
        issuer: app.config.server.public_url.clone(),
    };
    match asked.the_rest(&client) {
        Ok((challenge, scopes, prompt)) => {
            Ok(Request { client, challenge, answer, scopes, prompt, pairs: asked.known() })
        }
        Err(error) => Err(answer.refused(error)),
    }
}

/// The query's parameters.
struct Asked(Parameters);

/// The error of RFC 6749 §4.1.2.1 and its like.
type Error = &'static str;

impl Asked {
    fn once(&self, name: &str) -> Result<Option<&str>, Error> {
        self.0.once(name).map_err(|Repeated| "invalid_request")
    }

    fn known(&self) -> Vec<(String, String)> {
        self.0.known(&KNOWN)
    }

    /// What is asked, once it is known whom to tell of faults.
    fn the_rest(&self, client: &Client) -> Result<(String, Scopes, Prompt), Error> {
        if self.0.repeat() {
            return Err("invalid_request");
        }
        for (name, error) in
            [("request", "request_not_supported"), ("request_uri", "request_uri_not_supported")]
        {
            if self.once(name)?.is_some() {
                return Err(error);
            }
        }
        match self.once("response_type")? {
            Some("code") => {}
            Some(_) => return Err("unsupported_response_type"),
            None => return Err("invalid_request"),
        }
        if self.once("response_mode")?.is_some_and(|mode| mode != "query") {
            return Err("invalid_request");
        }
        Ok((self.challenge()?, self.scopes(client)?, self.prompt()?))
    }

    /// Without a method it would be `plain`, which whoever sees the request can answer.
    fn challenge(&self) -> Result<String, Error> {
        let challenge = self.once("code_challenge")?.unwrap_or_default();
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let is_s256 = self.once("code_challenge_method")? == Some("S256");
        if !is_s256 || challenge.len() != CHALLENGE || !challenge.bytes().all(fits) {
            return Err("invalid_request");
        }
        Ok(challenge.to_owned())
    }

    /// Without a scope, all that the app is registered for (RFC 6749 §3.3).
    fn scopes(&self, client: &Client) -> Result<Scopes, Error> {
        let may: Scopes = client.scopes.within(&client.acts_for.may_hold());
        let asked = match self.once("scope")? {
            Some(text) => Scopes::parse(text).map_err(|_| "invalid_scope")?,
            None => may.clone(),
        };
        let is_good = !asked.is_empty() && asked.are_within(&may);
        if is_good { Ok(asked) } else { Err("invalid_scope") }
    }

    fn prompt(&self) -> Result<Prompt, Error> {
        let mut prompt = Prompt::default();
        let words: Vec<&str> = self.once("prompt")?.unwrap_or_default().split(' ').collect();
        for word in &words {
            match *word {
                "none" => prompt.none = true,
                "login" | "select_account" => prompt.login = true,
                "consent" => prompt.ask_anew = true,
                "" => {}
                _ => return Err("invalid_request"),
            }
        }
        if prompt.none && words.len() > 1 { Err("invalid_request") } else { Ok(prompt) }
    }
}
