//! What somebody may do for a patient, all of it at once, and why not (docs/accounts.md#for-programs).

mod acting;
mod shape;

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::actions::programs::Need;
use crate::api::asker::{Asker, welcome};
use crate::api::bearer::Shown;
use crate::api::needs::{Needs, Routes};
use crate::api::problem::Problem;
use crate::app::App;
use crate::storage::views::accounts::permissions;
use domain::PersonId;
use domain::scope::Scope;

use shape::{Permission, Private, of};

#[derive(OpenApi)]
#[openapi(paths(list, acting::read))]
pub(super) struct Described;

/// What is asked, by our own opaque ids: NHS numbers never stand in an address.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Whose services: the id of a person.
    #[param(required, format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    patient: Option<String>,
    /// Who would use them: the id of a person, who may be the patient.
    #[param(required, format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    actor: Option<String>,
}

/// The answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Permissions)]
pub struct Found {
    /// One for each practice at which the actor’s account is associated with the patient; none where it is at none.
    permissions: Vec<Permission>,
}

/// What may this person do for that patient today, and why not more? One indexed read.
#[utoipa::path(get, path = "/api/v1/permissions", operation_id = "permissions", tag = "Online service accounts",
    params(Asked), responses((status = 200, body = Found)))]
pub async fn list(
    State(app): State<Arc<App>>,
    shown: Shown,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Found>, Problem> {
    let Query(asked) = asked.map_err(|_| Problem::Parameter("query", "patient and actor, each once"))?;
    let person = |text: Option<String>| text.and_then(|text| text.parse::<PersonId>().ok());
    let patient = person(asked.patient).ok_or(Problem::Parameter("patient", "the id of a person"))?;
    let actor = person(asked.actor).ok_or(Problem::Parameter("actor", "the id of a person"))?;
    let asker = Asker::of(&app, &shown).await?;
    let found = welcome(permissions::of_pair(&app.db, asker.within(), (patient, actor)).await?)?;
    let today = app.clock.today_in_london();
    let private = Private { patients: asker.is_another(patient), actors: asker.is_another(actor) };
    let told = |inputs| of(inputs, (patient, today), private);
    Ok(Json(Found { permissions: found.iter().map(told).collect() }))
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes = routes.get(Needs::Token(Need::Now(&[Scope::RolesView])), "/api/v1/permissions", list);
    routes.get(Needs::Acting, "/api/v1/patients/{patient}/permission", acting::read)
}
