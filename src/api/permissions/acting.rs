//! What an app asks that acts for a patient: the patient in the address must be the subject of its token, only what the actor may do is
//! told, and both are written down (docs/sources.md#nps-docs).

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::actions::accounts::permit;
use crate::actions::programs::Acting;
use crate::api::problem::Problem;
use crate::app::App;
use domain::PersonId;

use super::shape::{Permission, Private, permitted};

/// The patient.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct Of {
    /// The subject of the token: the id of a person.
    #[param(format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    patient: String,
}

/// What may the person who acts by this token do today for its patient?
///
/// The token is a `userPatientLinkToken`: its subject is the patient, its actor whoever acts. With every other token, and for every other
/// patient, the answer is 401.
#[utoipa::path(get, path = "/api/v1/patients/{patient}/permission", operation_id = "permission",
    tag = "Online service accounts", params(Of), responses((status = 200, body = Permission)))]
pub async fn read(
    State(app): State<Arc<App>>,
    acting: Acting,
    Path(of): Path<Of>,
) -> Result<Json<Permission>, Problem> {
    let Acting { patient, actor, practice, client_id } = &acting;
    if of.patient.parse::<PersonId>().ok() != Some(*patient) {
        tracing::warn!(%patient, %actor, %practice, program = client_id, "another patient than the token's subject");
        return Err(Problem::Token(Some("it is for another patient")));
    }
    let all = permit::permitted(&app, *actor, *patient).await?;
    let found = all.iter().find(|found| found.practice == *practice).ok_or(Problem::NotFound)?;
    let services = found.permission.services.len();
    tracing::info!(%patient, %actor, %practice, program = client_id, services, "somebody acts for a patient");
    if services > 0 {
        permit::used(&app, found).await;
    }
    Ok(Json(permitted(found, Private { patients: actor != patient, actors: false })))
}
