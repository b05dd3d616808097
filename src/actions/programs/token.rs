//! A program that acts for itself gets a token (client credentials, RFC 6749 §4.4, with `private_key_jwt`).

use jsonwebtoken::jwk::JwkSet;

use crate::app::App;
use crate::domain::scope::{Holder, Scopes};
use crate::storage::StorageError;
use crate::storage::clients::{self, Client};
use crate::tokens::{AccessToken, AssertionRefused, Claims, Expected, LIFE, TokenRefused, claimed_client};

/// How a program says who it is.
#[derive(Clone)]
pub struct Presented {
    /// `client_id`, where the request has one.
    pub client_id: Option<String>,
    /// The assertion.
    pub assertion: String,
}

/// Why no token is given out.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// No such program, shut out, or it did not prove to be it: the three answer alike.
    #[error("the program was not recognised: {0}")]
    Unrecognised(&'static str),
    /// It asks for what it may not have, or for nothing it may have.
    #[error("a scope that it may not have")]
    Scope,
    /// The token could not be signed.
    #[error("not signed")]
    NotSigned(#[from] TokenRefused),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// A token for the program itself, with the scopes asked for, or with all it is registered for.
///
/// # Errors
/// See [`NotIssued`].
pub async fn for_itself(
    app: &App,
    presented: &Presented,
    asked: Option<&Scopes>,
) -> Result<AccessToken, NotIssued> {
    let client = recognise(app, presented).await?;
    let may = Holder::System { registered: client.scopes.clone() }.scopes();
    let scopes = match asked {
        Some(asked) if !asked.are_within(&may) => return Err(NotIssued::Scope),
        Some(asked) => asked.clone(),
        None => may,
    };
    if scopes.is_empty() {
        return Err(NotIssued::Scope);
    }
    let now = app.clock.now();
    let claims = Claims {
        iss: app.config.server.public_url.clone(),
        aud: audience(app),
        sub: client.id.clone(),
        client_id: client.id,
        scope: scopes.to_string(),
        jti: app.clock.new_id().to_string(),
        iat: now.unix_timestamp(),
        exp: (now + LIFE).unix_timestamp(),
        acr: None,
        auth_time: None,
        grant: None,
    };
    Ok(AccessToken { text: app.token_keys.issue(&claims)?, scopes })
}

/// For whom our tokens are: our own API.
pub(super) fn audience(app: &App) -> String {
    format!("{}/api", app.config.server.public_url)
}

/// The program behind an assertion, which is used up by this.
async fn recognise(app: &App, presented: &Presented) -> Result<Client, NotIssued> {
    let claimed =
        claimed_client(&presented.assertion).ok_or(NotIssued::Unrecognised("no readable assertion"))?;
    if presented.client_id.as_ref().is_some_and(|named| *named != claimed) {
        return Err(NotIssued::Unrecognised("client_id is not the assertion's"));
    }
    let client = clients::find(&app.db, &claimed).await?.filter(|client| !client.is_disabled);
    let client = client.ok_or(NotIssued::Unrecognised("no such program"))?;
    let keys: JwkSet = serde_json::from_value(client.keys.clone())
        .map_err(|_| StorageError::Corrupt("keys of a program"))?;
    let (now, issuer) = (app.clock.now(), &app.config.server.public_url);
    let endpoint = format!("{issuer}/oauth2/token");
    let expected = Expected {
        client_id: &client.id,
        audiences: &[issuer.as_str(), endpoint.as_str()],
        keys: &keys,
        now,
    };
    let assertion = expected.check(&presented.assertion).map_err(|refused| {
        tracing::warn!(client = %client.id, %refused, "an assertion was refused");
        NotIssued::Unrecognised(why(refused))
    })?;
    let key = format!("{} {}", client.id, assertion.jti);
    if !clients::first_use(&app.db, &key, (assertion.expires_at, now)).await? {
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
        AssertionRefused::Time => "expired, or to last longer than five minutes",
    }
}
