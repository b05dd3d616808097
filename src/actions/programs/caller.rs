//! Who calls the API with a token, and what they may do at this moment.

use uuid::Uuid;

use crate::actions::By;
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::clients;
use crate::tokens::TokenRefused;
use domain::scope::{Holder, Scope, Scopes};
use domain::{Actor, OdsCode};

use super::acts::Acts;
use super::held::held;
use super::token::audience;

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The program.
    pub client_id: String,
    /// What it may do now: what its token holds, as far as who stands behind it still holds it.
    pub scopes: Scopes,
    /// For whom it acts.
    pub acts: Acts,
    token: Scopes,
}

impl Caller {
    /// Whether it may do now what needs this.
    pub fn may(&self, need: Need) -> bool {
        match need {
            Need::Now(_) => need.is_met_by(&self.scopes),
            Need::ToStop(_) => need.is_met_by(&self.token),
        }
    }

    /// Whom it acts for, in a word: of a member of staff each practice is another.
    pub fn whose(&self) -> String {
        match &self.acts {
            Acts::Citizen(id) => id.to_string(),
            Acts::Staff { id, practice } => format!("{id} at {practice}"),
            Acts::System { .. } => self.client_id.clone(),
        }
    }

    /// As the one who gives a command about a case of `practice`.
    pub fn by(&self, practice: &OdsCode) -> By {
        let via = Some(self.client_id.clone());
        match &self.acts {
            Acts::Citizen(id) => By { via, ..By::from(*id) },
            Acts::Staff { id, practice } => {
                By { via, ..By::from(Actor::Staff { id: *id, practice: practice.clone() }) }
            }
            Acts::System { .. } => {
                By::from(Actor::Program { client: self.client_id.clone(), practice: practice.clone() })
            }
        }
    }
}

/// What a call must be allowed: one of these scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Held by who stands behind the token at this moment.
    Now(&'static [Scope]),
    /// In the token: for stopping, which nobody loses because their practice left the trial.
    ToStop(&'static [Scope]),
}

impl Need {
    /// Any one of them is enough.
    pub fn scopes(self) -> &'static [Scope] {
        match self {
            Need::Now(scopes) | Need::ToStop(scopes) => scopes,
        }
    }

    fn is_met_by(self, scopes: &Scopes) -> bool {
        self.scopes().iter().any(|scope| scopes.has(*scope))
    }
}

/// Why a call is not let in.
#[derive(Debug, thiserror::Error)]
pub enum CallerRefused {
    /// The token is not good, or the program was shut out since.
    #[error("the token is not good: {0}")]
    Token(&'static str),
    /// The token does not reach so far, or no longer.
    #[error("the token has none of the scopes")]
    Scope(&'static [Scope]),
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
    /// When the token ends, in seconds since 1970.
    pub expires_at: i64,
    /// What a person allowed it; none for a system that acts for itself.
    pub grant: Option<Uuid>,
    scopes: Scopes,
}

/// Reads `token`, which must hold what is needed.
///
/// # Errors
/// See [`CallerRefused`].
pub fn bearer(app: &App, token: &str, need: Need) -> Result<Bearer, CallerRefused> {
    let issuer = (app.config.server.public_url.as_str(), &*audience(app));
    let claims = app.token_keys.read_token(token, issuer, app.clock.now())?;
    let scopes = Scopes::parse(&claims.scope).map_err(|_| CallerRefused::Token("unknown scope"))?;
    if !need.is_met_by(&scopes) {
        return Err(CallerRefused::Scope(need.scopes()));
    }
    Ok(Bearer { client_id: claims.client_id, expires_at: claims.exp, grant: claims.grant, scopes })
}

/// Who is behind a token at this moment: a program that was shut out, a person who stopped the app, whose practice left the
/// trial or whose role may not work here, have lost it here, however young the token.
///
/// # Errors
/// See [`CallerRefused`].
pub async fn caller(app: &App, bearer: &Bearer, need: Need) -> Result<Caller, CallerRefused> {
    let (acts, may) = match bearer.grant {
        Some(grant) => person(app, grant, &bearer.client_id).await?,
        None => system(app, &bearer.client_id).await?,
    };
    let (scopes, token) = (bearer.scopes.within(&may), bearer.scopes.clone());
    let caller = Caller { client_id: bearer.client_id.clone(), scopes, acts, token };
    if caller.may(need) { Ok(caller) } else { Err(CallerRefused::Scope(need.scopes())) }
}

async fn person(app: &App, grant: Uuid, client_id: &str) -> Result<(Acts, Scopes), CallerRefused> {
    let held = held(app, grant, client_id).await?;
    let held = held.ok_or(CallerRefused::Token("what it was given for has ended"))?;
    Ok((held.acts, held.scopes))
}

async fn system(app: &App, client_id: &str) -> Result<(Acts, Scopes), CallerRefused> {
    let welcome = clients::welcome(&app.db, client_id).await?;
    let (registered, practices) = welcome.ok_or(CallerRefused::Token("the program was shut out"))?;
    let may = match practices.is_empty() {
        true => Scopes::default(), // none of its practices takes part any more
        false => Holder::System { registered }.scopes(),
    };
    Ok((Acts::System { practices }, may))
}
