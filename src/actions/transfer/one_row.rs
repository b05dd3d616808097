//! One row: created, or found and made active where it is not (docs/sources.md#nps-docs, handling conflicts).

use domain::role::{Change, Doubt, Found, Next, Reasoned, Role, Status, after_conflict};
use domain::transfer::{Moved, Seen, moved};

use crate::storage::transfers::moves::Taken;

use super::roles::{Created, Fault, Roles};

/// The pair has an active role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    /// How it came to be.
    pub moved: Moved,
    /// Its id in the store.
    pub id: String,
}

/// Moves a row.
pub(super) async fn move_row<R: Roles>(roles: &R, taken: &Taken) -> Result<Done, Fault> {
    let role = taken.account.role().map_err(|_| Fault::Refused("not_a_role"))?;
    match roles.create(&role).await? {
        Created::As(id) => Ok(Done { moved: Moved::Created, id }),
        Created::Exists => resolve(roles, (taken, &role)).await,
    }
}

/// The pair has a role: nothing was done yet, in this go.
async fn resolve<R: Roles>(roles: &R, (taken, role): (&Taken, &Role)) -> Result<Done, Fault> {
    let seen = roles.find(&role.patient, &role.proxy).await.map_err(nothing_done)?;
    let found: Vec<Found> = seen.iter().map(Seen::found).collect();
    let of = |id: &str| seen.iter().find(|one| one.id == id);
    match after_conflict(&found) {
        Next::Keep { id } => {
            let how = of(&id).map(|one| moved(one, &taken.account.practice, taken.since));
            Ok(Done { moved: how.unwrap_or(Moved::Existed), id })
        }
        Next::Activate { id, reason } => {
            let (end, before) = (role.period.end(), of(&id).and_then(|one| one.end));
            let change = Change {
                status: Some(Status::Active),
                why: Some(Reasoned::plain(reason)),
                grantor: role.grantor.clone(),
                end: (end != before).then_some(end),
                basis: None,
            };
            match roles.change(&id, &change).await? {
                true => Ok(Done { moved: Moved::Reactivated, id }),
                false => Err(Fault::NoAnswer { code: "changed_meanwhile", may_be_done: false }),
            }
        }
        Next::CreateAgain => Err(Fault::NoAnswer { code: "gone_meanwhile", may_be_done: false }),
        Next::LookAt { doubt: Doubt::Status, .. } => Err(Fault::Refused("status_not_known")),
        Next::LookAt { doubt: Doubt::Reason, .. } => Err(Fault::Refused("ended_for_a_reason")),
    }
}

/// A read that fails has done nothing.
fn nothing_done(fault: Fault) -> Fault {
    match fault {
        Fault::NoAnswer { code, may_be_done: _ } => Fault::NoAnswer { code, may_be_done: false },
        Fault::Refused(_) | Fault::TooFast | Fault::NotSent(_) | Fault::Held | Fault::Denied(_) => fault,
    }
}
