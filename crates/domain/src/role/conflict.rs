//! What a conflict means for who wanted to create a role: the pair has one, which says what to do (docs/sources.md#nps-docs,
//! moving existing roles).

use super::reason::Reason;
use super::status::Status;

/// A role that was found for the pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its id in the store, whatever it looks like.
    pub id: String,
    /// How it stands; none where the store said something that is not known here.
    pub status: Option<Status>,
    /// Why; none where it says none that is known here.
    pub reason: Option<Reason>,
}

/// Why somebody must look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It stands in a way that nothing here leads to.
    Status,
    /// It ended for a reason after which nobody makes it active but a person who knows of it.
    Reason,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// It is as wished for: keep its id.
    Keep {
        /// Its id.
        id: String,
    },
    /// Keep its id, and make it active for this reason, naming the grantor in the same change.
    Activate {
        /// Its id.
        id: String,
        /// The reason that the table asks for.
        reason: Reason,
    },
    /// It is gone meanwhile: create it again.
    CreateAgain,
    /// No rule says what to do: somebody must look.
    LookAt {
        /// Its id.
        id: String,
        /// Why.
        doubt: Doubt,
    },
}

/// What to do when the store said that the pair has a role, and these were found then. An active one is enough, whatever
/// else was found.
pub fn after_conflict(found: &[Found]) -> Next {
    let best = found.iter().min_by_key(|role| Status::rank(role.status));
    let Some(best) = best else { return Next::CreateAgain };
    let id = best.id.clone();
    let is_for_a_person = best.reason.is_some_and(Reason::needs_a_person);
    match best.status {
        Some(Status::Active) => Next::Keep { id },
        Some(Status::Inactive | Status::Rejected) if is_for_a_person => {
            Next::LookAt { id, doubt: Doubt::Reason }
        }
        Some(Status::Inactive) => Next::Activate { id, reason: Reason::Reactivated },
        Some(Status::Rejected) => Next::Activate { id, reason: Reason::Activated },
        Some(Status::Proposed | Status::EnteredInError) | None => Next::LookAt { id, doubt: Doubt::Status },
    }
}
