//! Commands of the two citizens: accept, decline, have the invitation sent again, ask for other access.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::actions::{accept, ask_change, decline, resend};
use crate::api::body::Body;
use crate::api::problem::Problem;
use domain::delegation::DeclineReason;

use super::access_body::WantedAccess;
use super::order::{Answer, Order, code};
use super::shape::DelegationBody;

/// The trusted person agrees to the declaration and accepts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// True: the person has read what it means, and agrees to act for the patient.
    #[schema(example = true)]
    declaration: bool,
}

/// The trusted person declines.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// does_not_know, not_now or somebody_else; may be left out. It is told to nobody. Who feels pressured is shown help
    /// instead: `/help/pressure`.
    #[schema(example = "not_now")]
    reason: Option<String>,
}

/// Nothing is to be said with this command.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Other access, in place of what is set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// The access asked for.
    access: WantedAccess,
    /// Where it is more than is set now: the patient’s answer, asked alone on its page, whether anybody puts pressure on them;
    /// true when nobody does. With false, or when they are not sure, nothing is sent.
    #[serde(default)]
    #[schema(example = true)]
    free_of_pressure: bool,
}

/// Accept an invitation. It goes to the patient’s practice then.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/acceptance", tag = "Trusted person",
    request_body = Acceptance, responses((status = 200, body = DelegationBody)))]
pub async fn accept(order: Order, Body(body): Body<Acceptance>) -> Result<Answer, Problem> {
    if !body.declaration {
        return Err(Problem::field("/declaration", "true"));
    }
    let outcome = accept::accept(&order.app, order.by(), order.on()).await;
    order.answer(outcome).await
}

/// Decline an invitation.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/decline", tag = "Trusted person",
    request_body = Decline, responses((status = 200, body = DelegationBody)))]
pub async fn decline(order: Order, Body(body): Body<Decline>) -> Result<Answer, Problem> {
    let reason = body.reason.as_deref();
    let reason = reason.map(|reason| code("/reason", reason, (&DeclineReason::ASKED, DeclineReason::code)));
    let reason = reason.transpose().map_err(|wrong| Problem::Body(vec![wrong]))?;
    let outcome = decline::decline(&order.app, order.by(), order.on(), reason).await;
    order.answer(outcome).await
}

/// Have the invitation sent again: once a day, three times at most. Where the patient passes it on, it gets a new code, and the
/// old one stops working at once.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/resending", tag = "Patient",
    request_body = Nothing, responses((status = 200, body = DelegationBody)))]
pub async fn resend(order: Order, Body(Nothing {}): Body<Nothing>) -> Result<Answer, Problem> {
    let outcome = resend::resend(&order.app, order.by(), order.on()).await;
    order.answer(outcome).await
}

/// Ask the practice for other access than it has set.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/change-request", tag = "Patient",
    request_body = ChangeRequest, responses((status = 200, body = DelegationBody)))]
pub async fn ask_change(order: Order, Body(body): Body<ChangeRequest>) -> Result<Answer, Problem> {
    let access = body.access.parse("/access", order.app.clock.today_in_london()).map_err(Problem::Body)?;
    let wish = (access, body.free_of_pressure);
    let outcome = ask_change::ask_change(&order.app, order.by(), order.on(), wish).await;
    order.answer(outcome).await
}
