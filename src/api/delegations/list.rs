//! Delegations, listed: a citizen's own, or the cases of the practices.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::actions::programs::{Acts, Caller};
use crate::api::problem::Problem;
use crate::app::App;
use crate::storage::views::listed::{self, Wanted, Whose};
use domain::DelegationId;
use domain::delegation::Stage;

use super::seen::Seen;
use super::shape::DelegationBody;

/// Most on one page, whatever the settings say.
const MOST: i64 = 50;

/// What is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Only at this stage.
    stage: Option<String>,
    /// Only those where the caller’s person is this: delegator or delegate. For citizens.
    side: Option<String>,
    /// The `next` of the page before.
    #[param(format = "uuid")]
    after: Option<String>,
    /// How many at most, 1 to 50.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 50)]
    limit: Option<String>,
}

/// One page, in the order in which they were asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct DelegationPage {
    /// The delegations.
    delegations: Vec<DelegationBody>,
    /// Ask with `after=` this for the next page; none on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// List delegations: to a citizen’s app those they give or receive, to a practice those that were sent to it.
#[utoipa::path(get, path = "/api/v1/delegations", tag = "Everybody", params(Asked),
    responses((status = 200, body = DelegationPage)))]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<DelegationPage>, Problem> {
    let Query(asked) =
        asked.map_err(|_| Problem::Parameter("query", "stage, side, after and limit, each once"))?;
    let wanted = asked.wanted(app.config.programs.page_size.into())?;
    let whose = match (&caller.acts, asked.side.as_deref()) {
        (Acts::Citizen(id), None) => Whose::Citizen(*id),
        (Acts::Citizen(id), Some("delegator")) => Whose::Delegator(*id),
        (Acts::Citizen(id), Some("delegate")) => Whose::Delegate(*id),
        (Acts::Citizen(_), Some(_)) => return Err(Problem::Parameter("side", "delegator or delegate")),
        (_, Some(_)) => return Err(Problem::Parameter("side", "left out by a practice")),
        (Acts::Staff { practice, .. }, None) => Whose::Practices(std::slice::from_ref(practice)),
        (Acts::System { practices }, None) => Whose::Practices(practices),
    };
    let mut ids = listed::page(&app.db, whose, &Wanted { limit: wanted.limit + 1, ..wanted }).await?;
    let shown = usize::try_from(wanted.limit).unwrap_or_default();
    let has_more = ids.len() > shown;
    ids.truncate(shown);
    let next = ids.last().filter(|_| has_more).map(DelegationId::to_string);
    let mut delegations = Vec::with_capacity(ids.len());
    for id in ids {
        match Seen::load(&app, &caller, id).await {
            Ok(seen) => delegations.push(DelegationBody::from(&seen)),
            Err(Problem::NotFound) => {} // gone from the caller's sight since
            Err(problem) => return Err(problem),
        }
    }
    Ok(Json(DelegationPage { delegations, next }))
}

impl Asked {
    fn wanted(&self, page_size: i64) -> Result<Wanted, Problem> {
        let stage = self.stage.as_deref().map(|code| {
            Stage::from_code(code)
                .ok_or(Problem::Parameter("stage", "one of the stages, such as with_practice"))
        });
        let after = self.after.as_deref().map(|text| {
            text.parse::<DelegationId>().map_err(|_| Problem::Parameter("after", "the `next` of a page"))
        });
        let limit = self.limit.as_deref().map_or(Ok(MOST), |text| {
            let number = text.parse::<i64>().ok().filter(|number| (1..=MOST).contains(number));
            number.ok_or(Problem::Parameter("limit", "a number from 1 to 50"))
        })?;
        Ok(Wanted { stage: stage.transpose()?, after: after.transpose()?, limit: limit.min(page_size) })
    }
}
