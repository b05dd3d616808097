//! A program that acts for itself gets a token (client credentials, RFC 6749 §4.4, with `private_key_jwt`).

use crate::app::App;
use crate::storage::StorageError;
use crate::tokens::{AccessToken, Claims, LIFE, TokenRefused};
use domain::scope::{ActsFor, Holder, Scopes};

use super::recognise::{Presented, recognise};

/// Why no token is given out.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// No such program, shut out, or it did not prove to be it: the three answer alike.
    #[error("the program was not recognised: {0}")]
    Unrecognised(&'static str),
    /// It was registered for another way to get tokens.
    #[error("not registered for this")]
    NotForIt,
    /// The code or the refresh token is not good, or what it was given for has ended.
    #[error("not granted: {0}")]
    Grant(&'static str),
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
    if client.acts_for != ActsFor::Itself {
        return Err(NotIssued::NotForIt);
    }
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
    Ok(AccessToken { text: app.token_keys.issue(&claims)?, scopes, lasts: LIFE })
}

/// For whom our tokens are: our own API.
pub(super) fn audience(app: &App) -> String {
    format!("{}/api", app.config.server.public_url)
}
