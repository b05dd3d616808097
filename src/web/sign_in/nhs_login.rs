//! Citizens: to NHS login and back.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use crate::actions::sign_in::citizen;
use crate::app::App;
use crate::domain::eligibility::NotEligible;
use crate::integrations::oidc::{Callback, SignInFault};
use crate::storage::views::citizen as my;
use crate::web::failure::Failure;
use crate::web::session::{self, Citizen, SigningIn};
use crate::web::visit::Visit;

use super::{ReturnTo, not_begun};

/// Sends the browser to NHS login.
///
/// # Errors
/// When NHS login is not to be reached.
pub async fn start(
    State(app): State<Arc<App>>,
    session: Session,
    Query(return_to): Query<ReturnTo>,
) -> Result<Redirect, Failure> {
    let (url, pending) = app.nhs_login.authorize(None).await.map_err(not_begun)?;
    let signing_in = SigningIn { pending, return_to: return_to.local_path(), began_at: app.clock.now() };
    session::begin_sign_in(&session, &app.clock, &signing_in).await?;
    Ok(Redirect::to(&url))
}

/// The browser is back from NHS login.
///
/// # Errors
/// When any check fails; nobody is signed in then.
pub async fn callback(
    State(app): State<Arc<App>>,
    session: Session,
    visit: Visit,
    Query(callback): Query<Callback>,
) -> Result<Response, Failure> {
    let signing_in = session::take_sign_in(&session, &app.clock).await?.ok_or(Failure::NoSignIn)?;
    let identity = match app.nhs_login.complete(&signing_in.pending, callback).await {
        Ok(identity) => identity,
        Err(SignInFault::ConsentNotGiven) => return Ok(Redirect::to("/auth/no-consent").into_response()),
        Err(fault) => return Err(fault.into()),
    };
    let (id_token_jti, acr) = (identity.id_token_jti.clone(), Some(identity.vot.clone()));
    let outcome = citizen::citizen(&app, identity, visit.language().tag()).await?;
    if let Some(reason) = outcome.not_eligible {
        // Somebody whose practice left the trial still sees, and can stop, what they have.
        let has_some = !my::all(&app.db, outcome.id).await?.is_empty();
        if reason != NotEligible::PracticeNotInTrial || !has_some {
            return Err(Failure::NotEligible(reason));
        }
    }
    let now = app.clock.now();
    let citizen = Citizen {
        id: outcome.id,
        name: outcome.name,
        id_token_jti,
        language: visit.language().tag().to_owned(),
        acr,
        signed_in_at: now,
        seen_at: now,
    };
    session::begin_citizen(&session, &citizen).await?;
    Ok(Redirect::to(signing_in.return_to.as_deref().unwrap_or("/home")).into_response())
}
