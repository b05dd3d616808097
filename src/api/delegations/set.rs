//! Access that the practice has set in its own system: confirmed, changed, or set again; what was checked for it, and who is
//! told.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::actions::{change, confirm, reactivate};
use crate::api::body::Body;
use crate::api::problem::Problem;
use crate::api::wrong::{Wrong, WrongField};
use domain::delegation::{Checklist, ChecklistItem, ConsentMethod, Granted, LessReason, Tell};

use super::access_body::WantedAccess;
use super::order::{Answer, Order, code};
use super::shape::DelegationBody;
use super::tell::{self, TellBody};

/// What was checked, and what was set in the practice’s own system.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// All four of spoke_to_patient, coercion_considered, safeguarding_looked, identity_seen; and consents_to_more where the
    /// access goes beyond what the patient asked for, to which they consent then.
    #[schema(example = json!(["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"]))]
    checklist: Vec<String>,
    /// How the patient gave consent: in_person, by_telephone, by_video or in_writing.
    #[schema(example = "by_telephone")]
    consent: String,
    /// What was really set.
    access: WantedAccess,
    /// Which of the two is told; both that it is set, where it is left out.
    tell: Option<TellBody>,
    /// Where it is less than was asked for, why, for the patient: not_needed, not_offered, talk_first or other.
    #[schema(example = "talk_first")]
    less: Option<String>,
}

/// What was changed in the practice’s own system.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// As in a confirmation. Needed where the access goes beyond what is set now: it is checked anew then.
    #[serde(default)]
    checklist: Vec<String>,
    /// As in a confirmation; with a checklist.
    consent: Option<String>,
    /// What is set now.
    access: WantedAccess,
    /// Which of the two is told; both what is set now, where it is left out.
    tell: Option<TellBody>,
    /// Where it is less than was asked for, why, for the patient.
    less: Option<String>,
}

/// What the two have in common.
struct Written<'a> {
    checklist: Option<(&'a [String], &'a str)>,
    access: &'a WantedAccess,
    tell: Option<&'a TellBody>,
    less: Option<&'a str>,
}

impl Written<'_> {
    fn parse(&self, order: &Order) -> Result<(Option<Checklist>, Granted), Problem> {
        let mut wrong = Wrong::default();
        let checklist = self.checklist.map(|(ticked, consent)| wrong.part(checked(ticked, consent)));
        let access = wrong.part(self.access.parse("/access", order.app.clock.today_in_london()));
        let tell = wrong.part(tell::without_reason(self.tell, Tell::OUTCOME).map_err(|fault| vec![fault]));
        let less = self.less.map(|reason| code("/less", reason, (LessReason::ALL, LessReason::code)));
        let less = wrong.part(less.transpose().map_err(|fault| vec![fault]));
        match (checklist, access, tell, less) {
            (None, Some(access), Some(tell), Some(less)) => Ok((None, Granted { access, tell, less })),
            (Some(Some(checklist)), Some(access), Some(tell), Some(less)) => {
                Ok((Some(checklist), Granted { access, tell, less }))
            }
            _ => Err(Problem::Body(wrong.0)),
        }
    }
}

/// The checklist, every point that is always needed ticked.
fn checked(ticked: &[String], consent: &str) -> Result<Checklist, Vec<WrongField>> {
    let mut wrong = Wrong::default();
    let points: Option<Vec<ChecklistItem>> =
        ticked.iter().map(|code| ChecklistItem::from_code(code)).collect();
    let points = wrong.read("/checklist", points, "only points of the checklist");
    let consent = code("/consent", consent, (&ConsentMethod::ALL, ConsentMethod::code));
    let consent = wrong.part(consent.map_err(|fault| vec![fault]));
    let (Some(points), Some(consent)) = (points, consent) else { return Err(wrong.0) };
    Checklist::complete(&points, consent).map_err(|missing| {
        let codes: Vec<&str> = missing.into_iter().map(ChecklistItem::code).collect();
        vec![WrongField::new("/checklist", &format!("also {}", codes.join(", ")))]
    })
}

impl Confirmation {
    fn parse(&self, order: &Order) -> Result<(Checklist, Granted), Problem> {
        let checklist = Some((&self.checklist[..], self.consent.as_str()));
        let (tell, less) = (self.tell.as_ref(), self.less.as_deref());
        let (checklist, granted) = Written { checklist, access: &self.access, tell, less }.parse(order)?;
        checklist.map(|checklist| (checklist, granted)).ok_or(Problem::Body(Vec::new()))
    }
}

impl Change {
    fn parse(&self, order: &Order) -> Result<(Option<Checklist>, Granted), Problem> {
        let is_checked = !self.checklist.is_empty() || self.consent.is_some();
        let checklist =
            is_checked.then(|| (&self.checklist[..], self.consent.as_deref().unwrap_or_default()));
        let (tell, less) = (self.tell.as_ref(), self.less.as_deref());
        Written { checklist, access: &self.access, tell, less }.parse(order)
    }
}

/// Confirm that the access is set in the practice’s own system.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/confirmation", tag = "Practice",
    request_body = Confirmation, responses((status = 200, body = DelegationBody)))]
pub async fn confirm(order: Order, Body(body): Body<Confirmation>) -> Result<Answer, Problem> {
    let decided = body.parse(&order)?;
    let outcome = confirm::confirm(&order.app, order.by(), order.on(), decided).await;
    order.answer(outcome).await
}

/// Set access again that had ended; consent is given anew.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/reactivation", tag = "Practice",
    request_body = Confirmation, responses((status = 200, body = DelegationBody)))]
pub async fn reactivate(order: Order, Body(body): Body<Confirmation>) -> Result<Answer, Problem> {
    let decided = body.parse(&order)?;
    let outcome = reactivate::reactivate(&order.app, order.by(), order.on(), decided).await;
    order.answer(outcome).await
}

/// Tell what was changed in the practice’s own system.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/change", tag = "Practice",
    request_body = Change, responses((status = 200, body = DelegationBody)))]
pub async fn change(order: Order, Body(body): Body<Change>) -> Result<Answer, Problem> {
    let decided = body.parse(&order)?;
    let outcome = change::change(&order.app, order.by(), order.on(), decided).await;
    order.answer(outcome).await
}
