//! Citizens: to NHS login and back.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use crate::actions::sign_in::citizen;
use crate::app::App;
use crate::arrival::Arrival;
use crate::integrations::System;
use crate::integrations::nhs_login::{Asking, Identity};
use crate::integrations::oidc::{Callback, SignInFault};
use crate::storage::views::citizen as my;
use crate::web::failure::Failure;
use crate::web::handed_over;
use crate::web::nhs_app::CameFromApp;
use crate::web::session::{self, Citizen};
use crate::web::starts::SigningIn;
use crate::web::visit::Visit;
use domain::eligibility::NotEligible;

use super::begin::{ReturnTo, begin, not_begun, opened_again};
use super::ended::count;
use super::{nhs_app_failed, nhs_app_no_consent, no_consent};

/// Sends the browser to NHS login.
///
/// # Errors
/// When NHS login is not to be reached, or too many sign-ins began from here.
pub async fn start(
    State(app): State<Arc<App>>,
    session: Session,
    arrival: Arrival,
    Query(return_to): Query<ReturnTo>,
) -> Result<Redirect, Failure> {
    let (url, pending) = app.nhs_login.authorize(Asking::default()).await.map_err(not_begun)?;
    let (return_to, began_at) = (return_to.local_path(), app.clock.now());
    let signing_in = SigningIn { pending, return_to, from_app: false, began_at };
    begin(&app, &session, &arrival, signing_in).await?;
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
    let state = callback.state.clone();
    let Some(signing_in) = session::take_sign_in(&session, &app.clock, state.as_deref()).await? else {
        let again = opened_again(&session, &visit, state.as_deref()).await;
        let from_app = session::starts(&session).await?.is_one_from_app();
        return match again {
            Err(Failure::NoSignIn) if from_app => Ok(nhs_app_failed::go("no_start").into_response()),
            again => again.map(IntoResponse::into_response),
        };
    };
    let from_app = signing_in.from_app;
    let ended = match app.nhs_login.complete(&signing_in.pending, callback).await {
        Ok(identity) => let_in(&app, (&session, &signing_in), &visit, identity).await,
        Err(fault) => Err(Failure::SignIn(fault)),
    };
    count(&app, System::NhsLogin, &ended);
    match ended {
        Ok(()) => Ok(Redirect::to(signing_in.return_to.as_deref().unwrap_or("/home")).into_response()),
        Err(Failure::SignIn(SignInFault::ConsentNotGiven)) => {
            let inside = from_app || visit.shell.in_app.is_some();
            Ok(Redirect::to(if inside { nhs_app_no_consent::PATH } else { no_consent::PATH }).into_response())
        }
        // A person who is not proven reads what to do, as everywhere else.
        Err(Failure::SignIn(fault)) if from_app && fault != SignInFault::LevelTooLow => {
            Ok(nhs_app_failed::go(fault.code()).into_response())
        }
        Err(failure) if from_app => Ok((Extension(CameFromApp), failure).into_response()),
        Err(failure) => Err(failure),
    }
}

/// Signs in whoever may use the service.
async fn let_in(
    app: &App,
    (session, signing_in): (&Session, &SigningIn),
    visit: &Visit,
    identity: Identity,
) -> Result<(), Failure> {
    let (id_token_jti, acr) = (identity.id_token_jti.clone(), Some(identity.vot.clone()));
    let linkage = identity.linkage.clone();
    let outcome = citizen::citizen(app, identity, visit.language().tag()).await?;
    if let Some(reason) = outcome.not_eligible {
        // Somebody whose practice left the trial still sees, and can stop, what they have, and who acts for them by an account.
        let home = my::home(&app.db, outcome.id, app.clock.now()).await?;
        let has_some = !home.mine.is_empty() || home.is_acted_for;
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
    session::begin_citizen(session, &citizen, signing_in).await?;
    match linkage {
        Some(linkage) => handed_over::keep(app, session, &citizen, &linkage).await,
        None => Ok(()),
    }
}
