//! A session of somebody who acts for others, as the citizen's side of GP systems gives it (docs/sources.md#im1): read only, in the
//! words of that interface and with its refusals. Whoever knows it finds there for whom somebody acts, and what they may do.
//!
//! Where that interface takes the token of NHS login, ours takes that of an app which a citizen has allowed it, signed in by NHS
//! login at P9.

mod asked;
mod emis;
mod refused;
mod session;
mod tpp;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::actions::programs::{self, Acts, Bearer, Need, acting_token};
use crate::api::bearer::token_in;
use crate::api::needs::{Needs, Routes};
use crate::api::problem::Problem;
use crate::app::App;
use crate::storage::views::accounts::permissions::{self, Inputs, Named};
use domain::account::{Layers, permission};
use domain::scope::Scope;
use domain::{OdsCode, PersonId};

use asked::{Asked, Form};
use refused::Refused;
use session::{Patient, Session};

/// What the token must hold.
const NEED: Need = Need::Now(&[Scope::RolesView]);

/// Begins a session. Nothing of it is kept: its id is for the caller's own records.
async fn authenticate(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Refused> {
    let token = token_in(&headers).ok_or(Refused::Token)?;
    let bearer = programs::bearer(&app, token, NEED)?;
    let caller = programs::caller(&app, &bearer, NEED).await?;
    let Acts::Citizen(actor) = caller.acts else { return Err(Refused::Token) };
    let Asked { form, practice } = asked::read(&headers, (&app.config.server.public_url, &bearer.client_id))?;
    let found = permissions::of_account(&app.db, actor, &practice).await.map_err(Problem::from)?;
    let found = found.ok_or(Refused::NoAccount)?;
    let patients = patients(&app, &bearer, (actor, &practice), found.patients)?;
    if patients.is_empty() {
        return Err(Refused::NoAccess);
    }
    let id = app.clock.new_id().to_string();
    let session = Session { id, practice, actor, holder: found.holder, patients };
    Ok(match form {
        Form::Emis => (StatusCode::CREATED, Json(emis::of(&session))).into_response(),
        Form::Tpp => (StatusCode::CREATED, Json(tpp::of(&session))).into_response(),
    })
}

/// Those for whom something may be done today, each with a token of its own; who begins a session for whom is written down.
fn patients(
    app: &App,
    bearer: &Bearer,
    (actor, at): (PersonId, &OdsCode),
    found: Vec<(Named, Inputs)>,
) -> Result<Vec<Patient>, Refused> {
    let today = app.clock.today_in_london();
    let mut patients = Vec::new();
    for (named, Inputs { account, practice, patient, ages, .. }) in found {
        let Some(association) = account.associations.first() else { continue };
        let (id, is_proxy) = (association.patient, association.tie.is_proxy());
        let layers = Layers { practice: &practice, patient: &patient, account: &account, ages };
        let permission = permission(layers, id, today);
        if permission.services.is_empty() {
            continue;
        }
        let link = acting_token(app, bearer, (actor, id), at).map_err(|_| Problem::Unavailable)?;
        tracing::info!(patient = %id, %actor, practice = %at, program = bearer.client_id, "a session was begun");
        patients.push(Patient { id, named, is_proxy, permission, link });
    }
    Ok(patients)
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.post(Needs::ItsProof, "/api/v1/im1/authenticate", authenticate)
}
