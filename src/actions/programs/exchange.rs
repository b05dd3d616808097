//! An app turns a code, or a refresh token, into tokens for whoever allowed it (RFC 6749 §4.1.3 and §6, RFC 9700 §4.14).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::app::App;
use crate::storage::clients::Client;
use crate::storage::{auth_codes, grants, refresh_tokens};
use crate::tokens::{AccessToken, Claims, LIFE};
use domain::scope::{ActsFor, Scopes};

use super::held::{Held, held};
use super::not_issued::NotIssued;
use super::recognise::{Presented, identify};
use super::token::audience;

/// How long a refresh token waits to be used.
const IDLE: Duration = Duration::days(14);
/// A verifier has 43 to 128 characters (RFC 7636 §4.1).
const VERIFIER: std::ops::RangeInclusive<usize> = 43..=128;

const ENDED: NotIssued = NotIssued::Grant("what it was given for has ended");

/// A code as an app brings it.
#[derive(Clone)]
pub struct Redeemed {
    /// The code.
    pub code: String,
    /// The redirect address of the request.
    pub redirect_uri: String,
    /// What the challenge of the request was made from.
    pub verifier: String,
}

/// Tokens to be given out.
pub struct Tokens {
    /// The access token.
    pub access: AccessToken,
    /// The refresh token that comes next.
    pub refresh: String,
}

/// Tokens for a code. The right program has one try: a code that somebody else can redeem is worth nothing, and one that
/// comes twice ends what it opened (RFC 6749 §4.1.2).
///
/// # Errors
/// See [`NotIssued`].
pub async fn redeem(app: &App, presented: &Presented, code: &Redeemed) -> Result<Tokens, NotIssued> {
    let client = of_people(app, presented).await?;
    let now = app.clock.now();
    let Some(bound) = auth_codes::take(&app.db, (&code.code, &client.id), now).await? else {
        if let Some(grant) = auth_codes::used(&app.db, &code.code).await? {
            end(app, grant, "a code was used a second time").await?;
        }
        return Err(NotIssued::Grant("no such code, or it is over"));
    };
    if bound.redirect_uri != code.redirect_uri || !is_proof(&code.verifier, &bound.challenge) {
        end(app, bound.grant, "a code came without its proof").await?;
        return Err(NotIssued::Grant("redirect_uri or code_verifier is not that of the request"));
    }
    let held = held(app, bound.grant, &client.id).await?.ok_or(ENDED)?;
    let refresh = app.clock.secret();
    let until = lasts(&held, now);
    refresh_tokens::insert(&app.db, (&refresh, bound.grant), until, now).await?;
    Ok(Tokens { access: access_token(app, &client.id, &held, None)?, refresh })
}

/// New tokens for a refresh token, which is used up. One that comes back after that was stolen, from the app or by it:
/// all of the grant ends.
///
/// # Errors
/// See [`NotIssued`].
pub async fn refresh(
    app: &App,
    presented: &Presented,
    token: &str,
    asked: Option<&Scopes>,
) -> Result<Tokens, NotIssued> {
    let client = of_people(app, presented).await?;
    let now = app.clock.now();
    let known = refresh_tokens::find(&app.db, token).await?.filter(|known| known.client_id == client.id);
    let known = known.ok_or(NotIssued::Grant("no such refresh token"))?;
    if known.used_at.is_some() {
        return reused(app, known.grant_id).await;
    }
    if known.expires_at <= now {
        return Err(NotIssued::Grant("the refresh token was not used for too long"));
    }
    let held = held(app, known.grant_id, &client.id).await?.ok_or(ENDED)?;
    let access = access_token(app, &client.id, &held, asked)?;
    let next = app.clock.secret();
    if !refresh_tokens::rotate(&app.db, (token, &next), lasts(&held, now), now).await? {
        return reused(app, known.grant_id).await;
    }
    Ok(Tokens { access, refresh: next })
}

async fn reused(app: &App, grant: Uuid) -> Result<Tokens, NotIssued> {
    end(app, grant, "a refresh token was used a second time").await?;
    Err(NotIssued::Grant("the refresh token was used before"))
}

async fn end(app: &App, grant: Uuid, why: &'static str) -> Result<(), NotIssued> {
    tracing::warn!(%grant, why, "a grant was ended");
    Ok(grants::revoke(&app.db, grant, app.clock.now()).await?)
}

async fn of_people(app: &App, presented: &Presented) -> Result<Client, NotIssued> {
    let client = identify(app, presented).await?;
    match client.acts_for {
        ActsFor::Citizen | ActsFor::Staff => Ok(client),
        ActsFor::Itself => Err(NotIssued::NotForIt),
    }
}

fn lasts(held: &Held, now: OffsetDateTime) -> OffsetDateTime {
    held.behind.expires_at.min(now + IDLE)
}

/// Whether the challenge was made from this verifier (RFC 7636 §4.6, S256).
fn is_proof(verifier: &str, challenge: &str) -> bool {
    VERIFIER.contains(&verifier.len()) && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == challenge
}

/// With all that was allowed, or with the part that is asked for. Each call looks anew at how far the person holds it then; a
/// token that was narrowed to that would not stop what they could stop.
fn access_token(
    app: &App,
    client_id: &str,
    held: &Held,
    asked: Option<&Scopes>,
) -> Result<AccessToken, NotIssued> {
    let scopes = match asked {
        Some(asked) if !asked.are_within(&held.behind.scopes) => return Err(NotIssued::Scope),
        Some(asked) => asked.clone(),
        None => held.behind.scopes.clone(),
    };
    if scopes.is_empty() {
        return Err(NotIssued::Scope);
    }
    let now = app.clock.now();
    let ends = (now + LIFE).min(held.behind.expires_at);
    let claims = Claims {
        iss: app.config.server.public_url.clone(),
        aud: audience(app),
        sub: held.behind.holder.to_string(),
        client_id: client_id.to_owned(),
        scope: scopes.to_string(),
        jti: app.clock.new_id().to_string(),
        iat: now.unix_timestamp(),
        exp: ends.unix_timestamp(),
        acr: held.behind.acr.clone(),
        auth_time: Some(held.behind.signed_in_at.unix_timestamp()),
        grant: Some(held.behind.grant),
    };
    Ok(AccessToken { text: app.token_keys.issue(&claims)?, scopes, lasts: ends - now })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7636_appendix_b() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(is_proof("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", challenge));
        assert!(!is_proof("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXj", challenge));
        assert!(!is_proof(challenge, challenge), "`plain` is no proof");
        assert!(!is_proof("", &URL_SAFE_NO_PAD.encode(Sha256::digest(""))), "too short to be secret");
    }
}
