//! A program that acts for itself gets a token (client credentials, RFC 6749 §4.4, with `private_key_jwt`).

use crate::app::App;
use crate::tokens::{AccessToken, Claims, LIFE};
use domain::scope::{ActsFor, Holder, Scopes};

use super::not_issued::NotIssued;
use super::recognise::{Presented, recognise};

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
