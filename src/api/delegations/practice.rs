//! Commands of the practice: what it has set in its own system, and what it decides.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::actions::{change, confirm, decline_change, reactivate, refuse, remove, resume, suspend};
use crate::api::body::Body;
use crate::api::problem::{Problem, WrongField};
use domain::Access;
use domain::delegation::{Checklist, ChecklistItem, ConsentMethod, RefusalReason, SuspendReason, TellThem};

use super::access_body::WantedAccess;
use super::order::{Answer, Order, code, note};
use super::shape::DelegationBody;

/// What was checked, and what was set in the practice’s own system.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// All four: spoke_to_patient, coercion_considered, safeguarding_looked, identity_seen.
    #[schema(example = json!(["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"]))]
    checklist: Vec<String>,
    /// How the patient gave consent: in_person, by_telephone, by_video or in_writing.
    #[schema(example = "by_telephone")]
    consent: String,
    /// What was really set.
    access: WantedAccess,
}

/// The practice says no.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalBody {
    /// Why, by code; `other` needs a note.
    #[schema(example = "not_needed")]
    reason: String,
    /// What the two may be told: nothing, outcome or reason.
    #[schema(example = "outcome")]
    tell: String,
    /// A note that only the practice sees, at most 500 characters.
    note: Option<String>,
}

/// What was changed in the practice’s own system.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What is set now.
    access: WantedAccess,
}

/// A pause.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// pending_review or safeguarding.
    #[schema(example = "pending_review")]
    reason: String,
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

impl Confirmation {
    fn parse(&self, order: &Order) -> Result<(Checklist, Access), Problem> {
        let mut wrong = Vec::new();
        let is_ticked = |item: &ChecklistItem| self.checklist.iter().any(|code| code == item.code());
        let ticked: Vec<ChecklistItem> = ChecklistItem::ALL.into_iter().filter(is_ticked).collect();
        let consent = code("/consent", &self.consent, (&ConsentMethod::ALL, ConsentMethod::code));
        let consent = consent.map_err(|fault| wrong.push(fault)).ok();
        let access = self.access.parse("/access", order.app.clock.today_in_london());
        let access = access.map_err(|faults| wrong.extend(faults)).ok();
        let checklist = Checklist::complete(&ticked, consent.unwrap_or(ConsentMethod::InWriting));
        let checklist = checklist.map_err(|missing| {
            let codes: Vec<&str> = missing.into_iter().map(ChecklistItem::code).collect();
            wrong.push(WrongField::new("/checklist", &format!("also {}", codes.join(", "))));
        });
        let known =
            self.checklist.iter().all(|code| ChecklistItem::ALL.iter().any(|item| item.code() == code));
        if !known {
            wrong.push(WrongField::new("/checklist", "only points of the checklist"));
        }
        match (checklist, access) {
            (Ok(checklist), Some(access)) if wrong.is_empty() => Ok((checklist, access)),
            _ => Err(Problem::Body(wrong)),
        }
    }
}

/// Confirm that the access is set in the practice’s own system.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/confirmation", tag = "Practice",
    request_body = Confirmation, responses((status = 200, body = DelegationBody)))]
pub async fn confirm(order: Order, Body(body): Body<Confirmation>) -> Result<Answer, Problem> {
    let decided = body.parse(&order)?;
    let outcome = confirm::confirm(&order.app, order.by(), order.id(), decided).await;
    order.answer(outcome).await
}

/// Set access again that had ended; consent is given anew.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/reactivation", tag = "Practice",
    request_body = Confirmation, responses((status = 200, body = DelegationBody)))]
pub async fn reactivate(order: Order, Body(body): Body<Confirmation>) -> Result<Answer, Problem> {
    let decided = body.parse(&order)?;
    let outcome = reactivate::reactivate(&order.app, order.by(), order.id(), decided).await;
    order.answer(outcome).await
}

/// Refuse a request.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/refusal", tag = "Practice",
    request_body = RefusalBody, responses((status = 200, body = DelegationBody)))]
pub async fn refuse(order: Order, Body(body): Body<RefusalBody>) -> Result<Answer, Problem> {
    let (reasons, tells) = (
        (RefusalReason::ALL, RefusalReason::code as fn(_) -> _),
        (TellThem::ALL, TellThem::code as fn(_) -> _),
    );
    let reason = code("/reason", &body.reason, reasons);
    let tell = code("/tell", &body.tell, tells);
    let note = needed(note("/note", body.note.as_deref()), matches!(reason, Ok(RefusalReason::Other)));
    let (reason, tell, note) = Problem::all(reason, tell, note)?;
    let outcome = refuse::refuse(&order.app, order.by(), order.id(), (reason, tell, note.as_deref())).await;
    order.answer(outcome).await
}

/// Tell what was changed in the practice’s own system.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/change", tag = "Practice",
    request_body = Change, responses((status = 200, body = DelegationBody)))]
pub async fn change(order: Order, Body(body): Body<Change>) -> Result<Answer, Problem> {
    let access = body.access.parse("/access", order.app.clock.today_in_london()).map_err(Problem::Body)?;
    let outcome = change::change(&order.app, order.by(), order.id(), access).await;
    order.answer(outcome).await
}

/// Leave the access as it is, though other access was asked for.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/change-refusal", operation_id = "keep", tag = "Practice",
    request_body = Noted, responses((status = 200, body = DelegationBody)))]
pub async fn decline_change(order: Order, Body(body): Body<Noted>) -> Result<Answer, Problem> {
    let note = body.read()?;
    let outcome = decline_change::decline_change(&order.app, order.by(), order.id(), note.as_deref()).await;
    order.answer(outcome).await
}

/// Pause access.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/suspension", tag = "Practice",
    request_body = Suspension, responses((status = 200, body = DelegationBody)))]
pub async fn suspend(order: Order, Body(body): Body<Suspension>) -> Result<Answer, Problem> {
    let reason = code("/reason", &body.reason, (&SuspendReason::CHOSEN, SuspendReason::code));
    let (reason, (), note) = Problem::all(reason, Ok(()), note("/note", body.note.as_deref()))?;
    let outcome = suspend::suspend(&order.app, order.by(), order.id(), (reason, note.as_deref())).await;
    order.answer(outcome).await
}

/// Let paused access go on.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/resumption", tag = "Practice",
    request_body = Noted, responses((status = 200, body = DelegationBody)))]
pub async fn resume(order: Order, Body(body): Body<Noted>) -> Result<Answer, Problem> {
    let note = body.read()?;
    let outcome = resume::resume(&order.app, order.by(), order.id(), note.as_deref()).await;
    order.answer(outcome).await
}

/// Confirm that the access is removed from the practice’s own system.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/removal", tag = "Practice",
    request_body = Noted, responses((status = 200, body = DelegationBody)))]
pub async fn remove(order: Order, Body(body): Body<Noted>) -> Result<Answer, Problem> {
    let note = body.read()?;
    let outcome = remove::remove(&order.app, order.by(), order.id(), note.as_deref()).await;
    order.answer(outcome).await
}

impl Noted {
    fn read(&self) -> Result<Option<String>, Problem> {
        note("/note", self.note.as_deref()).map_err(|wrong| Problem::Body(vec![wrong]))
    }
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
