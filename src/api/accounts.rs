//! How somebody's accounts stand, for whoever offers Citizen Services: made, linked, verified, active (docs/accounts.md#for-programs).

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::actions::programs::Need;
use crate::app::App;
use crate::storage::views::accounts::standings::{self, Standing};
use domain::PersonId;
use domain::scope::Scope;

use super::asker::{Asker, welcome};
use super::bearer::Shown;
use super::day::instant;
use super::needs::{Needs, Routes};
use super::problem::Problem;

/// What is asked, by our own opaque id.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Whose accounts: the id of a person.
    #[param(required, format = "uuid", example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    actor: Option<String>,
}

/// The answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Accounts)]
pub struct Found {
    /// One for each practice that has made one for this person and of which the caller may know.
    accounts: Vec<Account>,
}

/// The account of one person at one practice. Neither its number nor its key is told.
#[derive(Debug, Serialize, ToSchema)]
struct Account {
    /// Its id.
    account: String,
    /// ODS code of the practice.
    #[schema(example = "A81001")]
    practice: String,
    /// Whether it is active today.
    active: bool,
    /// `active`, or the first reason why it is not.
    status: &'static str,
    /// When it was made.
    #[schema(format = DateTime)]
    opened_at: String,
    /// When the linkage key that counts was made; none where there is no key.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    key_issued_at: Option<String>,
    /// Since when online accounts are linked, one instant for each.
    linked_at: Vec<String>,
    /// Whether the practice has made sure who they are.
    identity_verified: bool,
    /// Whether it gives access to anybody's record today.
    associated: bool,
}

/// How do the accounts of this person stand: linked, verified, active? One indexed read.
#[utoipa::path(get, path = "/api/v1/accounts", operation_id = "accounts", tag = "Online service accounts",
    params(Asked), responses((status = 200, body = Found)))]
pub async fn list(
    State(app): State<Arc<App>>,
    shown: Shown,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Found>, Problem> {
    let Query(asked) = asked.map_err(|_| Problem::Parameter("query", "actor, once"))?;
    let actor = asked.actor.and_then(|text| text.parse::<PersonId>().ok());
    let actor = actor.ok_or(Problem::Parameter("actor", "the id of a person"))?;
    let asker = Asker::of(&app, &shown).await?;
    let today = app.clock.today_in_london();
    let found = welcome(standings::of(&app.db, asker.within(), actor, today).await?)?;
    Ok(Json(Found { accounts: found.into_iter().map(told).collect() }))
}

fn told(standing: Standing) -> Account {
    let status = standing.facts.status();
    Account {
        account: standing.account.to_string(),
        practice: standing.practice.to_string(),
        active: status.is_active(),
        status: status.code(),
        opened_at: instant(standing.opened_at),
        key_issued_at: standing.key_since.map(instant),
        linked_at: standing.linked_at.into_iter().map(instant).collect(),
        identity_verified: standing.facts.verified,
        associated: standing.facts.associated,
    }
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Needs::Token(Need::Now(&[Scope::RolesView])), "/api/v1/accounts", list)
}
