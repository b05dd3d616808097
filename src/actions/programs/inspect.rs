//! A program asks about a token of its own (RFC 7662), or gives one back (RFC 7009).

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::clients::Client;
use crate::storage::{grants, refresh_tokens};
use crate::tokens::Claims;
use domain::scope::Scopes;

use super::held::held;
use super::not_issued::NotIssued;
use super::recognise::{Presented, identify, recognise};
use super::token::audience;

/// What a token is worth now.
#[derive(Debug, Clone)]
pub enum Found {
    /// An access token that is good, with what it may do now.
    Access {
        /// What it says.
        claims: Box<Claims>,
        /// What of it holds now.
        scopes: Scopes,
    },
    /// A refresh token that is good.
    Refresh {
        /// Whom it is about.
        sub: String,
        /// The program.
        client_id: String,
        /// What it can bring now.
        scopes: Scopes,
        /// Issued and ended, in seconds since 1970.
        times: (i64, i64),
    },
}

/// What the token is worth to the program that asks; none for every token that is not good, or another's.
///
/// # Errors
/// See [`NotIssued`]: only programs that prove who they are may ask.
pub async fn introspect(app: &App, presented: &Presented, token: &str) -> Result<Option<Found>, NotIssued> {
    let client = recognise(app, presented).await?;
    if let Some(claims) = own_claims(app, &client, token) {
        return Ok(access(app, &client, claims).await?);
    }
    let known = refresh_tokens::find(&app.db, token).await?;
    let known = known.filter(|known| known.client_id == client.id && known.used_at.is_none());
    let Some(known) = known.filter(|known| known.expires_at > app.clock.now()) else { return Ok(None) };
    let held = held(app, known.grant_id, &client.id).await?;
    Ok(held.map(|held| Found::Refresh {
        sub: held.behind.holder.to_string(),
        client_id: client.id,
        scopes: held.scopes,
        times: (known.issued_at.unix_timestamp(), known.expires_at.unix_timestamp()),
    }))
}

async fn access(app: &App, client: &Client, claims: Claims) -> Result<Option<Found>, StorageError> {
    let may = match claims.grant {
        Some(grant) => held(app, grant, &client.id).await?.map(|held| held.scopes),
        None => Some(client.scopes.clone()),
    };
    let said = Scopes::parse(&claims.scope).unwrap_or_default();
    let scopes = may.map(|may| said.within(&may)).filter(|scopes| !scopes.is_empty());
    Ok(scopes.map(|scopes| Found::Access { claims: Box::new(claims), scopes }))
}

/// Why a token is not given back.
#[derive(Debug, thiserror::Error)]
pub enum NotRevoked {
    /// The program was not recognised, or the database failed.
    #[error(transparent)]
    NotIssued(#[from] NotIssued),
    /// It belongs to another program.
    #[error("the token of another program")]
    Anothers,
    /// The token of a system ends by itself within minutes, and nothing else comes of it.
    #[error("not a token that can be given back")]
    OfASystem,
}

impl From<StorageError> for NotRevoked {
    fn from(error: StorageError) -> NotRevoked {
        NotRevoked::NotIssued(NotIssued::Storage(error))
    }
}

/// Ends what the token was given for, with all its tokens. One that is not known, or not good any more, is as good as
/// given back (RFC 7009 §2.2).
///
/// # Errors
/// See [`NotRevoked`].
pub async fn give_back(app: &App, presented: &Presented, token: &str) -> Result<(), NotRevoked> {
    let client = identify(app, presented).await?;
    let grant = match claims(app, token) {
        Some(claims) if claims.client_id != client.id => return Err(NotRevoked::Anothers),
        Some(claims) => claims.grant.ok_or(NotRevoked::OfASystem)?,
        None => match refresh_tokens::find(&app.db, token).await? {
            Some(known) if known.client_id != client.id => return Err(NotRevoked::Anothers),
            Some(known) => known.grant_id,
            None => return Ok(()),
        },
    };
    Ok(grants::revoke(&app.db, grant, app.clock.now()).await?)
}

fn own_claims(app: &App, client: &Client, token: &str) -> Option<Claims> {
    claims(app, token).filter(|claims| claims.client_id == client.id)
}

fn claims(app: &App, token: &str) -> Option<Claims> {
    let names = (app.config.server.public_url.as_str(), &*audience(app));
    app.token_keys.read_token(token, names, app.clock.now()).ok()
}
