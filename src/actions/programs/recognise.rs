//! How a program says who it is: with an assertion of its own key, or, where it has none, by its id alone.

use jsonwebtoken::jwk::JwkSet;
use time::Duration;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::clients::{self, Client};
use crate::tokens::{AssertionRefused, Expected, claimed_client};

use super::not_issued::NotIssued;

/// Where a program says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// Tokens are given out.
    Token,
    /// Tokens are given back (RFC 7009).
    Revoke,
    /// Tokens are asked about (RFC 7662).
    Introspect,
}

impl Endpoint {
    /// Its path at our address.
    pub fn path(self) -> &'static str {
        match self {
            Endpoint::Token => "/oauth2/token",
            Endpoint::Revoke => "/oauth2/revoke",
            Endpoint::Introspect => "/oauth2/introspect",
        }
    }
}

/// What a request brings of it.
#[derive(Clone)]
pub struct Presented {
    /// Where the request came in.
    pub at: Endpoint,
    /// `client_id`, where the request has one.
    pub client_id: Option<String>,
    /// The assertion, where it has one.
    pub assertion: Option<String>,
}

/// The program, which must prove who it is where it can: an app that keeps no secret is told by its id, and by the proof
/// of the code that only it can have (RFC 7636).
pub(super) async fn identify(app: &App, presented: &Presented) -> Result<Client, NotIssued> {
    if presented.assertion.is_some() {
        return recognise(app, presented).await;
    }
    let named = presented.client_id.as_deref().ok_or(NotIssued::Unrecognised("client_id is missing"))?;
    let client = clients::find(&app.db, named).await?.filter(|client| !client.is_disabled);
    let client = client.ok_or(NotIssued::Unrecognised("no such program"))?;
    if client.is_public() { Ok(client) } else { Err(NotIssued::Unrecognised(NO_ASSERTION)) }
}

/// How far the clocks of several servers may be apart: so much longer a used assertion is remembered.
const SKEW: Duration = Duration::MINUTE;
const NO_ASSERTION: &str = "a client_assertion of type jwt-bearer is needed";

/// The program behind an assertion, which is used up by this.
pub(super) async fn recognise(app: &App, presented: &Presented) -> Result<Client, NotIssued> {
    let assertion = presented.assertion.as_deref().ok_or(NotIssued::Unrecognised(NO_ASSERTION))?;
    let claimed = claimed_client(assertion).ok_or(NotIssued::Unrecognised("no readable assertion"))?;
    if presented.client_id.as_ref().is_some_and(|named| *named != claimed) {
        return Err(NotIssued::Unrecognised("client_id is not the assertion's"));
    }
    let client = clients::find(&app.db, &claimed).await?.filter(|client| !client.is_disabled);
    let client = client.ok_or(NotIssued::Unrecognised("no such program"))?;
    let keys: JwkSet = serde_json::from_value(client.keys.clone())
        .map_err(|_| StorageError::Corrupt("keys of a program"))?;
    let (now, issuer) = (app.clock.now(), &app.config.server.public_url);
    // By our name, by the endpoint called, or by the token endpoint, which RFC 7523 §3 names for every endpoint.
    let [called, token] = [presented.at, Endpoint::Token].map(|at| format!("{issuer}{}", at.path()));
    let expected = Expected {
        client_id: &client.id,
        audiences: &[issuer.as_str(), called.as_str(), token.as_str()],
        keys: &keys,
        now,
    };
    let assertion = expected.check(assertion).map_err(|refused| {
        tracing::warn!(client = %client.id, %refused, "an assertion was refused");
        NotIssued::Unrecognised(why(refused))
    })?;
    if assertion.jti.contains('\0') {
        return Err(NotIssued::Unrecognised("the assertion cannot be read"));
    }
    app.may_call(&client.id).map_err(NotIssued::TooOften)?;
    let key = format!("{} {}", client.id, assertion.jti);
    if !clients::first_use(&app.db, &key, (assertion.expires_at + SKEW, now)).await? {
        return Err(NotIssued::Unrecognised("an assertion was used a second time"));
    }
    Ok(client)
}

fn why(refused: AssertionRefused) -> &'static str {
    match refused {
        AssertionRefused::Unreadable => "the assertion cannot be read",
        AssertionRefused::Key => "no such key",
        AssertionRefused::Signature => "wrong signature",
        AssertionRefused::Client => "issuer and subject must be the client",
        AssertionRefused::Audience => "another audience",
        AssertionRefused::Time => "expired, or to last longer than an hour",
    }
}
