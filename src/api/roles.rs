//! Who may act for whom, active or past, by a case or by an account alone: for practices the roles that they set, for citizens those they
//! are part of. Whose own record it is, is patient and actor.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use time::Date;
use utoipa::{IntoParams, ToSchema};

use crate::actions::programs::{Acts, Caller, Need};
use crate::app::App;
use crate::storage::views::roles::{self, Role, SeenBy, Wanted};
use domain::scope::Scope;
use domain::{PersonId, Service};

use super::bearer::Shown;
use super::day::day;
use super::needs::{Needs, Routes};
use super::problem::Problem;

/// Most roles on one page, whatever the settings say.
const MOST: u32 = 50;

/// What is asked for: at least one of the two people.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Whose services: the id of a person. This or `actor`, or both.
    #[param(format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    patient: Option<String>,
    /// Who may use them: the id of a person.
    #[param(format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000001")]
    actor: Option<String>,
    /// The `next` of the page before.
    #[param(format = "uuid")]
    after: Option<String>,
}

/// One page.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RolePage)]
pub struct Page {
    /// The roles, oldest first.
    roles: Vec<Line>,
    /// Ask with `after=` this for the next page; none on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// One role.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Role)]
struct Line {
    /// The delegation it comes from; none where an online account was associated with the patient without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    delegation: Option<String>,
    /// Without a delegation: the id of the association.
    #[serde(skip_serializing_if = "Option::is_none")]
    association: Option<String>,
    /// Whose services are used.
    patient: String,
    /// Who may use them; the patient, where it is their own record.
    actor: String,
    /// ODS code of the practice that set it.
    practice: String,
    /// Services, by code.
    services: Vec<&'static str>,
    /// How much of the record is seen.
    record_level: &'static str,
    /// First day.
    #[schema(format = Date)]
    starts: String,
    /// Last day, where there is one.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<String>,
    /// Whether it holds today.
    active: bool,
}

/// Who may act for whom, now or before, as the practices set it.
#[utoipa::path(get, path = "/api/v1/roles", operation_id = "roles", tag = "User access store", params(Asked),
    responses((status = 200, body = Page)))]
pub async fn list(
    State(app): State<Arc<App>>,
    shown: Shown,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Page>, Problem> {
    let (wanted, after) = match wanted(asked) {
        Ok(wanted) => wanted,
        Err(problem) => {
            shown.caller(&app).await?; // who may not call at all is told that, and not what was wrong with it
            return Err(problem);
        }
    };
    let most = app.config.programs.page_size.min(MOST);
    let mut found = found(&app, &shown, wanted, (after, i64::from(most) + 1)).await?;
    let shown = usize::try_from(most).unwrap_or(usize::MAX);
    let has_more = found.len() > shown;
    found.truncate(shown);
    let next = found.last().filter(|_| has_more).map(|role| role.id.to_string());
    let today = app.clock.today_in_london();
    Ok(Json(Page { roles: found.iter().map(|role| line(role, today)).collect(), next }))
}

/// Of whom, and after which one.
fn wanted(asked: Result<Query<Asked>, QueryRejection>) -> Result<(Wanted, Option<uuid::Uuid>), Problem> {
    let Query(asked) =
        asked.map_err(|_| Problem::Parameter("query", "patient, actor and after, each once"))?;
    let wanted = Wanted {
        delegator: id(asked.patient, Problem::Parameter("patient", "the id of a person"))?.map(PersonId),
        delegate: id(asked.actor, Problem::Parameter("actor", "the id of a person"))?.map(PersonId),
    };
    if wanted.delegator.is_none() && wanted.delegate.is_none() {
        return Err(Problem::Parameter("patient", "given, or actor, or both"));
    }
    Ok((wanted, id(asked.after, Problem::Parameter("after", "the `next` of a page"))?))
}

/// For a system, one read that also tells whether it may still know of any. People are asked for first, and so is a system that
/// may not, to say why.
async fn found(
    app: &App,
    shown: &Shown,
    wanted: Wanted,
    stretch: (Option<uuid::Uuid>, i64),
) -> Result<Vec<Role>, Problem> {
    if let Some(system) = shown.system() {
        let found = roles::list_of_program(&app.db, (system, Scope::RolesView), wanted, stretch).await?;
        if let Some(found) = found {
            return Ok(found);
        }
    }
    let caller = shown.caller(app).await?;
    Ok(roles::list(&app.db, seen_by(&caller), wanted, stretch).await?)
}

/// Which roles a caller may know of.
pub(super) fn seen_by(caller: &Caller) -> SeenBy<'_> {
    match &caller.acts {
        Acts::Citizen(id) => SeenBy::Person(*id),
        Acts::Staff { practice, .. } => SeenBy::Practices(std::slice::from_ref(practice)),
        Acts::System { practices } => SeenBy::Practices(practices),
    }
}

fn id(text: Option<String>, problem: Problem) -> Result<Option<uuid::Uuid>, Problem> {
    text.map(|text| text.parse().map_err(|_| problem)).transpose()
}

fn line(role: &Role, today: Date) -> Line {
    Line {
        delegation: role.case.map(|id| id.to_string()),
        association: role.without_case().map(|id| id.to_string()),
        patient: role.delegator.to_string(),
        actor: role.delegate.to_string(),
        practice: role.practice.to_string(),
        services: role.services.iter().copied().map(Service::code).collect(),
        record_level: role.record.code(),
        starts: day(role.starts),
        ends: role.ends.map(day),
        active: role.is_good_on(today),
    }
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Needs::Token(Need::Now(&[Scope::RolesView])), "/api/v1/roles", list)
}
