//! Commands of the practice: what it decides, pauses, and leaves as it is.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::actions::{decline_change, refuse, remove, resume, suspend};
use crate::api::body::Body;
use crate::api::problem::Problem;
use crate::api::wrong::WrongField;
use domain::delegation::{RefusalReason, SuspendReason, Tell, TellThem};

use super::order::{Answer, Order, code, note};
use super::shape::DelegationBody;
use super::tell::{self, TellBody};

/// The practice says no.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalBody {
    /// Why, by code; `other` needs a note.
    #[schema(example = "not_needed")]
    reason: String,
    /// What each of the two may be told.
    #[schema(value_type = TellBody)]
    tell: Option<TellBody>,
    /// A note that only the practice sees, at most 500 characters.
    note: Option<String>,
}

/// A pause.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// pending_review or safeguarding.
    #[schema(example = "pending_review")]
    reason: String,
    /// What each of the two may be told; nothing where it is left out.
    tell: Option<TellBody>,
    /// A note that only the practice sees.
    note: Option<String>,
}

/// A pause ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resumption {
    /// Which of the two is told; both that it goes on, where it is left out.
    tell: Option<TellBody>,
    /// A note that only the practice sees.
    note: Option<String>,
}

/// A change that was asked for is not made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRefusal {
    /// What the patient, who asked, is told: nothing or outcome; outcome where it is left out.
    #[schema(example = "outcome")]
    tell: Option<String>,
    /// A note that only the practice sees.
    note: Option<String>,
}

/// A step with nothing but a note.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// A note that only the practice sees.
    note: Option<String>,
}

/// Refuse a request.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/refusal", tag = "Practice",
    request_body = RefusalBody, responses((status = 200, body = DelegationBody)))]
pub async fn refuse(order: Order, Body(body): Body<RefusalBody>) -> Result<Answer, Problem> {
    let reason = code("/reason", &body.reason, (RefusalReason::ALL, RefusalReason::code));
    let tell = tell::said(body.tell.as_ref());
    let note = needed(note("/note", body.note.as_deref()), matches!(reason, Ok(RefusalReason::Other)));
    let (reason, tell, note) = Problem::all(reason, tell, note)?;
    let outcome = refuse::refuse(&order.app, order.by(), order.on(), (reason, tell, note.as_deref())).await;
    order.answer(outcome).await
}

/// Leave the access as it is, though other access was asked for.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/change-refusal", operation_id = "keep", tag = "Practice",
    request_body = ChangeRefusal, responses((status = 200, body = DelegationBody)))]
pub async fn decline_change(order: Order, Body(body): Body<ChangeRefusal>) -> Result<Answer, Problem> {
    let tell =
        body.tell.as_deref().map_or(Ok(TellThem::Outcome), |word| tell::one_without_reason("/tell", word));
    let (tell, (), note) = Problem::all(tell, Ok(()), note("/note", body.note.as_deref()))?;
    let said = (tell, note.as_deref());
    let outcome = decline_change::decline_change(&order.app, order.by(), order.on(), said).await;
    order.answer(outcome).await
}

/// Pause access.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/suspension", tag = "Practice",
    request_body = Suspension, responses((status = 200, body = DelegationBody)))]
pub async fn suspend(order: Order, Body(body): Body<Suspension>) -> Result<Answer, Problem> {
    let reason = code("/reason", &body.reason, (&SuspendReason::CHOSEN, SuspendReason::code));
    let tell = tell::tell(body.tell.as_ref(), Tell::NOTHING);
    let (reason, tell, note) = Problem::all(reason, tell, note("/note", body.note.as_deref()))?;
    let outcome = suspend::suspend(&order.app, order.by(), order.on(), (reason, tell, note.as_deref())).await;
    order.answer(outcome).await
}

/// Let paused access go on.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/resumption", tag = "Practice",
    request_body = Resumption, responses((status = 200, body = DelegationBody)))]
pub async fn resume(order: Order, Body(body): Body<Resumption>) -> Result<Answer, Problem> {
    let tell = tell::without_reason(body.tell.as_ref(), Tell::OUTCOME);
    let (tell, (), note) = Problem::all(tell, Ok(()), note("/note", body.note.as_deref()))?;
    let outcome = resume::resume(&order.app, order.by(), order.on(), (tell, note.as_deref())).await;
    order.answer(outcome).await
}

/// Confirm that the access is removed from the practice’s own system.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/removal", tag = "Practice",
    request_body = Noted, responses((status = 200, body = DelegationBody)))]
pub async fn remove(order: Order, Body(body): Body<Noted>) -> Result<Answer, Problem> {
    let note = note("/note", body.note.as_deref()).map_err(|wrong| Problem::Body(vec![wrong]))?;
    let outcome = remove::remove(&order.app, order.by(), order.on(), note.as_deref()).await;
    order.answer(outcome).await
}

/// A note that must be there, where the reason is "other".
pub(super) fn needed(
    note: Result<Option<String>, WrongField>,
    is_needed: bool,
) -> Result<Option<String>, WrongField> {
    match note {
        Ok(None) if is_needed => Err(WrongField::new("/note", "the reason in your own words")),
        other => other,
    }
}
