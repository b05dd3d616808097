//! One row: created, or found and made active where it is not (docs/sources.md#nps-docs, handling conflicts).

use time::OffsetDateTime;

use domain::role::{Change, Doubt, Found, Next, Reasoned, Role, Status, after_conflict};
use domain::transfer::{Moved, Seen, moved};

use crate::integrations::Kind;
use crate::integrations::vrs::Created;
use crate::storage::transfers::moves::Taken;

use super::fault::Fault;
use super::national::National;

/// The pair has an active role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    /// How it came to be.
    pub moved: Moved,
    /// Its id in the store.
    pub id: String,
}

/// Moves a row that was taken up when it `began`.
pub(super) async fn move_row(store: &National, taken: &Taken, began: OffsetDateTime) -> Result<Done, Fault> {
    let role = taken.account.role().map_err(|_| Fault::Refused("not_a_role"))?;
    match store.create(&role).await? {
        Created::As(id) => Ok(Done { moved: Moved::Created, id }),
        Created::Exists => resolve(store, (taken, &role), taken.since).await,
        Created::Unnamed => {
            let since = taken.since.or(Some(began));
            resolve(store, (taken, &role), since).await.map_err(done_and_not_found)
        }
    }
}

/// The pair has a role, which may be ours where a call of ours may have been done `since`.
async fn resolve(
    store: &National,
    (taken, role): (&Taken, &Role),
    since: Option<OffsetDateTime>,
) -> Result<Done, Fault> {
    let seen = store.find(role).await.map_err(nothing_done)?;
    let found: Vec<Found> = seen.iter().map(Seen::found).collect();
    let of = |id: &str| seen.iter().find(|one| one.id == id);
    match after_conflict(&found) {
        Next::Keep { id } => {
            let how = of(&id).map(|one| moved(one, &taken.account.practice, since));
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
            match store.change(&id, &change).await? {
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

/// The role was created in this go and nobody knows its id: that stays so, whatever kept us from finding it. Counted as one
/// that had been there, it would be missing in our number and not in the store's.
fn done_and_not_found(fault: Fault) -> Fault {
    let code = match fault {
        Fault::Refused(code) | Fault::NotSent(code) | Fault::Denied(code) | Fault::NoAnswer { code, .. } => {
            code
        }
        Fault::TooFast => Kind::RateLimited.code(),
        Fault::Held => Kind::Held.code(),
    };
    Fault::NoAnswer { code, may_be_done: true }
}
