//! Practice staff: to CIS2 and back, and to change role.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Redirect;
use tower_sessions::Session;

use crate::actions::sign_in::staff::staff_member;
use crate::app::App;
use crate::arrival::Arrival;
use crate::config;
use crate::integrations::System;
use crate::integrations::cis2::StaffRole;
use crate::integrations::oidc::Callback;
use crate::web::correlation::Correlation;
use crate::web::failure::Failure;
use crate::web::session::{self, Staff};
use crate::web::starts::SigningIn;
use crate::web::visit::Visit;
use domain::OdsCode;

use super::begin::{ReturnTo, begin, not_begun, opened_again};
use super::ended::count;

/// Sends the browser to CIS2.
///
/// # Errors
/// When CIS2 is not to be reached, or too many sign-ins began from here.
pub async fn start(
    State(app): State<Arc<App>>,
    session: Session,
    arrival: Arrival,
    Query(return_to): Query<ReturnTo>,
) -> Result<Redirect, Failure> {
    send(&app, (&session, &arrival), false, return_to.local_path()).await
}

/// Sends the browser to CIS2 to choose another role, with which it comes back to where it was.
///
/// # Errors
/// When CIS2 is not to be reached, or too many sign-ins began from here.
pub async fn change_role(
    State(app): State<Arc<App>>,
    session: Session,
    arrival: Arrival,
    Query(return_to): Query<ReturnTo>,
) -> Result<Redirect, Failure> {
    send(&app, (&session, &arrival), true, return_to.local_path()).await
}

async fn send(
    app: &App,
    (session, arrival): (&Session, &Arrival),
    change_role: bool,
    return_to: Option<String>,
) -> Result<Redirect, Failure> {
    let (url, pending) = app.cis2.authorize(change_role).await.map_err(not_begun)?;
    let signing_in = SigningIn { pending, return_to, from_app: false, began_at: app.clock.now() };
    begin(app, session, arrival, signing_in).await?;
    Ok(Redirect::to(&url))
}

/// The browser is back from CIS2.
///
/// # Errors
/// When any check fails; nobody is signed in then.
pub async fn callback(
    State(app): State<Arc<App>>,
    session: Session,
    (Correlation(correlation), visit): (Correlation, Visit),
    Query(callback): Query<Callback>,
) -> Result<Redirect, Failure> {
    let state = callback.state.clone();
    let Some(signing_in) = session::take_sign_in(&session, &app.clock, state.as_deref()).await? else {
        return opened_again(&session, &visit, state.as_deref()).await;
    };
    let ended = let_in(&app, (&session, &signing_in), &correlation, callback).await;
    count(&app, System::Cis2, &ended);
    ended?;
    Ok(Redirect::to(signing_in.return_to.as_deref().unwrap_or("/staff")))
}

/// Signs in whoever may work here.
async fn let_in(
    app: &App,
    (session, signing_in): (&Session, &SigningIn),
    correlation: &str,
    callback: Callback,
) -> Result<(), Failure> {
    let identity = app.cis2.complete(&signing_in.pending, callback).await?;
    let member = staff_member(app, &identity, correlation).await?;
    let now = app.clock.now();
    let other_practices = other_practices(&app.config.cis2, &identity.roles, &member.practice);
    let staff = Staff {
        id: member.id,
        name: member.name,
        practice: member.practice,
        practice_name: member.practice_name,
        has_other_roles: identity.roles.len() > 1,
        other_practices,
        role: identity.selected_role,
        issuer: identity.issuer,
        subject: identity.subject,
        sid: identity.sid,
        acr: Some(identity.level),
        signed_in_at: now,
        seen_at: now,
    };
    session::begin_staff(session, &staff, signing_in).await
}

/// The practices, besides this one, in which one of these roles may work here.
fn other_practices(config: &config::Cis2, roles: &[StaffRole], practice: &OdsCode) -> Vec<OdsCode> {
    let mut others: Vec<OdsCode> = Vec::new();
    for role in roles.iter().filter(|role| role.org_code != *practice && role.is_allowed(config)) {
        if !others.contains(&role.org_code) {
            others.push(role.org_code.clone());
        }
    }
    others
}
