//! Who calls the API with a token, and what they may do at this moment.

use crate::app::App;
use crate::domain::OdsCode;
use crate::domain::scope::{Holder, Scope, Scopes};
use crate::storage::StorageError;
use crate::storage::clients;
use crate::tokens::TokenRefused;

use super::token::audience;

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The program.
    pub client_id: String,
    /// Practices it acts for.
    pub practices: Vec<OdsCode>,
}

/// Why a call is not let in.
#[derive(Debug, thiserror::Error)]
pub enum CallerRefused {
    /// The token is not good, or the program was shut out since.
    #[error("the token is not good: {0}")]
    Token(&'static str),
    /// The token does not reach so far, or no longer.
    #[error("the token has no scope {}", .0.code())]
    Scope(Scope),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<TokenRefused> for CallerRefused {
    fn from(refused: TokenRefused) -> CallerRefused {
        CallerRefused::Token(match refused {
            TokenRefused::Unreadable => "not a token of this service",
            TokenRefused::Foreign => "not an access token",
            TokenRefused::Expired => "expired",
            TokenRefused::Elsewhere => "meant for another service",
        })
    }
}

/// What a token says, before the database was asked: for calls whose one read tells whether the program is still welcome.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The program.
    pub client_id: String,
    scopes: Scopes,
}

/// Reads `token`, which must hold the scope that is needed.
///
/// # Errors
/// See [`CallerRefused`].
pub fn bearer(app: &App, token: &str, needs: Scope) -> Result<Bearer, CallerRefused> {
    let issuer = (app.config.server.public_url.as_str(), &*audience(app));
    let claims = app.token_keys.read_token(token, issuer, app.clock.now())?;
    let scopes = Scopes::parse(&claims.scope).map_err(|_| CallerRefused::Token("unknown scope"))?;
    if !scopes.has(needs) {
        return Err(CallerRefused::Scope(needs));
    }
    Ok(Bearer { client_id: claims.client_id, scopes })
}

/// The program behind a token, as registered now: one that was shut out, or lost the scope, an hour ago has lost it here.
///
/// # Errors
/// See [`CallerRefused`].
pub async fn caller(app: &App, bearer: &Bearer, needs: Scope) -> Result<Caller, CallerRefused> {
    let client = clients::find(&app.db, &bearer.client_id).await?.filter(|client| !client.is_disabled);
    let client = client.ok_or(CallerRefused::Token("the program was shut out"))?;
    let scopes = bearer.scopes.within(&Holder::System { registered: client.scopes.clone() }.scopes());
    if !scopes.has(needs) {
        return Err(CallerRefused::Scope(needs));
    }
    Ok(Caller { client_id: client.id, practices: client.practices })
}
