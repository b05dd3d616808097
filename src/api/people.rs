//! From an NHS number to our own id: asked in a body, for numbers never stand in an address.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actions::programs::{Acts, Caller, Need};
use crate::app::App;
use crate::storage::views::roles;
use domain::NhsNumber;
use domain::scope::Scope;

use super::body::Body;
use super::needs::{Needs, Routes};
use super::problem::Problem;

/// Who is looked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookUp {
    /// Ten digits.
    #[schema(example = "9990000018")]
    nhs_number: String,
}

/// Whom it belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    /// Our opaque id, for `/access`, `/roles`, `/permissions` and `/accounts`.
    #[schema(example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    person: String,
}

/// Find our id of a person by their NHS number.
///
/// Only people with a role or an account at one of the caller’s practices are found, and patients for whom an account is.
#[utoipa::path(post, path = "/api/v1/people", tag = "User access store", request_body = LookUp,
    responses((status = 200, body = Found)))]
pub async fn look_up(
    State(app): State<Arc<App>>,
    caller: Caller,
    Body(body): Body<LookUp>,
) -> Result<Json<Found>, Problem> {
    let number = NhsNumber::parse(&body.nhs_number)
        .map_err(|_| Problem::field("/nhs_number", "ten digits, the last of them the check digit"))?;
    let practices = match &caller.acts {
        Acts::System { practices } => practices.clone(),
        Acts::Staff { practice, .. } => vec![practice.clone()],
        Acts::Citizen(_) => return Err(Problem::NotFound),
    };
    let person = roles::person(&app.db, &practices, &number).await?.ok_or(Problem::NotFound)?;
    Ok(Json(Found { person: person.to_string() }))
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.post(Needs::Token(Need::Now(&[Scope::RolesView])), "/api/v1/people", look_up)
}
