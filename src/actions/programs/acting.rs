//! A citizen acts for a patient through an app: for each patient of theirs it gets a token of its own, in which the patient is the subject
//! and the citizen the actor.

use crate::app::App;
use crate::tokens::{ActedBy, ActingClaims, TokenRefused};
use domain::scope::Scope;
use domain::{OdsCode, PersonId};

use super::acts::Acts;
use super::caller::{Bearer, CallerRefused};
use super::held::held;
use super::token::audience;

const ENDED: CallerRefused = CallerRefused::Token("what it was given for has ended");

/// Who acts for whom, by a token that is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// For whom: the subject of the token.
    pub patient: PersonId,
    /// Who acts.
    pub actor: PersonId,
    /// At which practice.
    pub practice: OdsCode,
    /// Through which program.
    pub client_id: String,
}

/// A token to act for a patient at a practice, for the app of a citizen: it ends when their own does.
///
/// # Errors
/// When it cannot be signed, or nobody is behind the app.
pub fn acting_token(
    app: &App,
    bearer: &Bearer,
    (actor, patient): (PersonId, PersonId),
    practice: &OdsCode,
) -> Result<String, TokenRefused> {
    let claims = ActingClaims {
        iss: app.config.server.public_url.clone(),
        aud: of_patients(app),
        sub: patient,
        act: ActedBy { sub: actor },
        practice: practice.clone(),
        client_id: bearer.client_id.clone(),
        grant: bearer.grant.ok_or(TokenRefused::Foreign)?,
        jti: app.clock.new_id().to_string(),
        iat: app.clock.now().unix_timestamp(),
        exp: bearer.expires_at,
    };
    app.token_keys.issue_acting(&claims)
}

/// Reads such a token; who stands behind it must still hold what it was made by.
///
/// # Errors
/// See [`CallerRefused`].
pub async fn acting(app: &App, token: &str) -> Result<Acting, CallerRefused> {
    let names = (app.config.server.public_url.as_str(), &*of_patients(app));
    let claims = app.token_keys.read_acting(token, names, app.clock.now())?;
    let held = held(app, claims.grant, &claims.client_id).await?.ok_or(ENDED)?;
    if held.acts != Acts::Citizen(claims.act.sub) || !held.scopes.has(Scope::RolesView) {
        return Err(ENDED);
    }
    let ActingClaims { sub, act, practice, client_id, .. } = claims;
    Ok(Acting { patient: sub, actor: act.sub, practice, client_id })
}

/// For whom these tokens are.
fn of_patients(app: &App) -> String {
    format!("{}/patients", audience(app))
}
