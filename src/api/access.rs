//! May this person use this service for that patient now? One read by index.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::actions::accounts::permit;
use crate::actions::programs::Need;
use crate::app::App;
use crate::storage::views::roles::{self, Role};
use domain::scope::Scope;
use domain::{PersonId, Service};

use super::bearer::Shown;
use super::day::day;
use super::needs::{Needs, Routes};
use super::problem::Problem;
use super::roles::seen_by;

/// What is asked, by our own opaque ids: NHS numbers never stand in an address.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Whose services: the id of a person.
    #[param(required, format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    patient: Option<String>,
    /// Who would use them: the id of a person.
    #[param(required, format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    actor: Option<String>,
    /// Which: book_appointments, order_prescriptions, view_record or message_surgery.
    #[param(required, example = "view_record")]
    service: Option<String>,
}

/// The answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decision {
    /// Whether the actor may do this for the patient now.
    allowed: bool,
    /// What the answer rests on; none when it is no.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Allowed>,
}

/// What the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
struct Allowed {
    /// The delegation’s id; none where an online account was associated with the patient without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    delegation: Option<String>,
    /// Without a delegation: the id of the association.
    #[serde(skip_serializing_if = "Option::is_none")]
    association: Option<String>,
    /// ODS code of the practice that set it.
    practice: String,
    /// How much of the record is seen.
    #[schema(example = "summary")]
    record_level: &'static str,
    /// First day.
    #[schema(format = Date)]
    starts: String,
    /// Last day, where there is one.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<String>,
}

/// May this person use this service for that patient now? One indexed read; ask before each use.
#[utoipa::path(get, path = "/api/v1/access", tag = "User access store", params(Asked),
    responses((status = 200, body = Decision)))]
pub async fn decide(
    State(app): State<Arc<App>>,
    shown: Shown,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Decision>, Problem> {
    let Query(asked) =
        asked.map_err(|_| Problem::Parameter("query", "patient, actor and service, each once"))?;
    let person = |text: Option<String>| text.and_then(|text| text.parse::<PersonId>().ok());
    let patient = person(asked.patient).ok_or(Problem::Parameter("patient", "the id of a person"))?;
    let actor = person(asked.actor).ok_or(Problem::Parameter("actor", "the id of a person"))?;
    let service = asked.service.as_deref().and_then(Service::from_code);
    let service = service.ok_or(Problem::Parameter("service", "one of the services' codes"))?;
    let found = found(&app, &shown, (patient, actor)).await?;
    let role = found.into_iter().find(|role| role.services.contains(&service));
    if let Some(role) = &role {
        permit::acted(&app, role).await;
    }
    Ok(Json(Decision { allowed: role.is_some(), role: role.map(allowed) }))
}

/// For a system, one read that also tells whether it is still welcome; for people, they are asked for first.
async fn found(app: &App, shown: &Shown, pair: (PersonId, PersonId)) -> Result<Vec<Role>, Problem> {
    let today = app.clock.today_in_london();
    let Some(system) = shown.system() else {
        let caller = shown.caller(app).await?;
        return Ok(roles::now_seen_by(&app.db, seen_by(&caller), pair, today).await?);
    };
    let found = roles::now(&app.db, system, pair, today).await?;
    found.ok_or(Problem::Token(Some("the program was shut out")))
}

fn allowed(role: Role) -> Allowed {
    Allowed {
        delegation: role.case.map(|id| id.to_string()),
        association: role.without_case().map(|id| id.to_string()),
        practice: role.practice.to_string(),
        record_level: role.record.code(),
        starts: day(role.starts),
        ends: role.ends.map(day),
    }
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Needs::Token(Need::Now(&[Scope::RolesView])), "/api/v1/access", decide)
}
