//! Who calls the API with a token, and what they may do at this moment.

use uuid::Uuid;

use crate::app::App;
use crate::domain::scope::{ActsFor, Holder, Scope, Scopes};
use crate::domain::{OdsCode, PersonId, StaffId};
use crate::storage::StorageError;
use crate::storage::clients::{self, Client};
use crate::tokens::TokenRefused;

use super::held::held;
use super::token::audience;

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The program.
    pub client_id: String,
    /// What it may do now: what the token says, as far as whoever is behind it may do it.
    pub scopes: Scopes,
    /// On whose behalf.
    pub acts: Acts,
}

/// On whose behalf a program calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acts {
    /// A citizen.
    Citizen(PersonId),
    /// A member of staff, for the practice of the role they had chosen.
    Staff {
        /// Who.
        id: StaffId,
        /// For which practice.
        practice: OdsCode,
    },
    /// Nobody: a system that was registered for these practices.
    System {
        /// Which.
        practices: Vec<OdsCode>,
    },
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
    /// What a person allowed it; none for a system that acts for itself.
    pub grant: Option<Uuid>,
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
    Ok(Bearer { client_id: claims.client_id, grant: claims.grant, scopes })
}

/// Who is behind a token at this moment: a program that was shut out, a person who stopped the app, whose practice left the
/// trial or whose role may not work here, have lost it here, however young the token.
///
/// # Errors
/// See [`CallerRefused`].
pub async fn caller(app: &App, bearer: &Bearer, needs: Scope) -> Result<Caller, CallerRefused> {
    let (acts, may) = match bearer.grant {
        Some(grant) => person(app, grant, &bearer.client_id).await?,
        None => system(app, &bearer.client_id).await?,
    };
    let scopes = bearer.scopes.within(&may);
    if !scopes.has(needs) {
        return Err(CallerRefused::Scope(needs));
    }
    Ok(Caller { client_id: bearer.client_id.clone(), scopes, acts })
}

async fn person(app: &App, grant: Uuid, client_id: &str) -> Result<(Acts, Scopes), CallerRefused> {
    let held = held(app, grant, client_id).await?;
    let held = held.ok_or(CallerRefused::Token("what it was given for has ended"))?;
    Ok((held.acts, held.scopes))
}

async fn system(app: &App, client_id: &str) -> Result<(Acts, Scopes), CallerRefused> {
    let is_welcome = |client: &Client| !client.is_disabled && client.acts_for == ActsFor::Itself;
    let client = clients::find(&app.db, client_id).await?.filter(is_welcome);
    let client = client.ok_or(CallerRefused::Token("the program was shut out"))?;
    let may = Holder::System { registered: client.scopes }.scopes();
    Ok((Acts::System { practices: client.practices }, may))
}
