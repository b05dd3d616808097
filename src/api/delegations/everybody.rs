//! Commands of everybody: withdrawing a request, and revoking access.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::actions::{revoke, withdraw};
use crate::api::body::Body;
use crate::api::problem::Problem;
use crate::api::wrong::WrongField;
use domain::Party;
use domain::delegation::{RevokeReason, Tell};

use super::citizen::Nothing;
use super::order::{Answer, Order, code, note};
use super::practice::needed;
use super::shape::DelegationBody;
use super::tell::{self, TellBody};

/// A stop. The two citizens send nothing in it; the practice says why, and what may be told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// Why, by code; `other` needs a note. For the practice only.
    #[schema(example = "misuse")]
    reason: Option<String>,
    /// What each of the two may be told. For the practice only.
    tell: Option<TellBody>,
    /// A note that only the practice sees.
    note: Option<String>,
}

/// Take a request back before the practice has decided.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/withdrawal", tag = "Everybody",
    request_body = Nothing, responses((status = 200, body = DelegationBody)))]
pub async fn withdraw(order: Order, Body(Nothing {}): Body<Nothing>) -> Result<Answer, Problem> {
    let outcome = withdraw::withdraw(&order.app, order.by(), order.on()).await;
    order.answer(outcome).await
}

/// Stop access. It counts as stopped at once; the practice removes it from its own system.
#[utoipa::path(post, path = "/api/v1/delegations/{id}/revocation", tag = "Everybody",
    request_body = Revocation, responses((status = 200, body = DelegationBody)))]
pub async fn revoke(order: Order, Body(body): Body<Revocation>) -> Result<Answer, Problem> {
    let outcome = match order.party() {
        Party::Practice | Party::System => {
            let (reason, tell, note) = body.by_practice()?;
            let why = (reason, tell, note.as_deref());
            revoke::revoke(&order.app, order.by(), order.on(), why).await
        }
        Party::Delegator | Party::Delegate => {
            body.by_citizen()?;
            revoke::revoke_as_citizen(&order.app, order.by(), order.on()).await
        }
    };
    order.answer(outcome).await
}

impl Revocation {
    fn by_practice(&self) -> Result<(RevokeReason, Tell, Option<String>), Problem> {
        let chosen: Vec<RevokeReason> = RevokeReason::chosen().collect();
        let reason = self.reason.as_deref().unwrap_or_default();
        let reason = code("/reason", reason, (&chosen, RevokeReason::code));
        let tell = tell::said(self.tell.as_ref());
        let note = needed(note("/note", self.note.as_deref()), matches!(reason, Ok(RevokeReason::Other)));
        Problem::all(reason, tell, note)
    }

    fn by_citizen(&self) -> Result<(), Problem> {
        let given = [
            ("/reason", self.reason.is_some()),
            ("/tell", self.tell.is_some()),
            ("/note", self.note.is_some()),
        ];
        let wrong: Vec<WrongField> = given
            .into_iter()
            .filter(|(_, is_given)| *is_given)
            .map(|(pointer, _)| WrongField::new(pointer, "left out: only the practice says why"))
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(Problem::Body(wrong)) }
    }
}
