//! What a call came to, where its answer was lost: the pair has a role then, and the question is whose.

use time::{Duration, OffsetDateTime};

use crate::ods_code::OdsCode;
use crate::role::{Found, Reason, Status};

/// How far the clocks of the store and of this machine may differ.
const SKEW: Duration = Duration::minutes(2);

/// A role that the store has for the pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id in the store.
    pub id: String,
    /// How it stands; none where the store said something that is not known here.
    pub status: Option<Status>,
    /// Why it stands so, where that is known.
    pub reason: Option<Reason>,
    /// Who granted it.
    pub grantor: Option<OdsCode>,
    /// Its last instant.
    pub end: Option<OffsetDateTime>,
    /// When it changed last, where the store says so.
    pub updated: Option<OffsetDateTime>,
}

impl Seen {
    /// What decides about a conflict.
    pub fn found(&self) -> Found {
        Found { id: self.id.clone(), status: self.status, reason: self.reason }
    }
}

/// How a row came to have an active role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moved {
    /// We created it.
    Created,
    /// It was there, and active.
    Existed,
    /// It was there, and we made it active.
    Reactivated,
}

impl Moved {
    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Moved::Created => "created",
            Moved::Existed => "existed",
            Moved::Reactivated => "reactivated",
        }
    }
}

/// How the pair of a row came to have this active role, where `since` is when a call of ours may have been done without our
/// hearing of it: an active role of our practice that is no older is ours. Some stores do not say how old a role is; then
/// that such a call was made decides.
pub fn moved(seen: &Seen, practice: &OdsCode, since: Option<OffsetDateTime>) -> Moved {
    let is_since = |since: OffsetDateTime| seen.updated.is_none_or(|at| at + SKEW >= since);
    let is_ours = seen.grantor.as_ref() == Some(practice) && since.is_some_and(is_since);
    match seen.reason {
        Some(Reason::Created) if is_ours => Moved::Created,
        Some(Reason::Reactivated | Reason::Activated) if is_ours => Moved::Reactivated,
        _ => Moved::Existed,
    }
}
