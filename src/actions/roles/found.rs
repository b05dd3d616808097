//! The role of a pair in the national store, as it is found there.

use crate::integrations::vrs::KeptRole;
use crate::integrations::{Upstream, Vrs};
use domain::NhsNumber;
use domain::role::{Seen, Status};

/// Both people of a role, by the numbers that the store knows them by.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub patient: NhsNumber,
    pub proxy: NhsNumber,
}

impl Pair {
    /// Whether a role is theirs. Some stores know only one of the two parameters, and an id may be another role's by now; a
    /// number that cannot be read is the one that was asked for.
    fn has(&self, role: &KeptRole) -> bool {
        role.patient.as_ref().is_none_or(|number| *number == self.patient)
            && role.proxy.as_ref().is_none_or(|number| *number == self.proxy)
    }
}

/// The role of the pair: by its id, and where nothing of theirs can be read by it, by both numbers. An active one is enough,
/// whatever else there is.
pub(super) async fn find(
    vrs: &Vrs,
    id: Option<&str>,
    pair: &Pair,
    correlation: &str,
) -> Result<Option<KeptRole>, Upstream> {
    if let Some(id) = id
        && let Some(role) = vrs.role(id, correlation).await?
        && pair.has(&role)
    {
        return Ok(Some(role));
    }
    let roles = vrs.roles((Some(&pair.patient), Some(&pair.proxy)), correlation).await?;
    let rank = |role: &KeptRole| match role.status {
        Some(Status::Active) => 0,
        Some(Status::Inactive) => 1,
        Some(Status::Rejected) => 2,
        Some(Status::Proposed | Status::EnteredInError) | None => 3,
    };
    Ok(roles.into_iter().filter(|role| pair.has(role)).min_by_key(rank))
}

/// What the rules look at.
pub(super) fn seen(role: &KeptRole) -> Seen {
    Seen { status: role.status, reason: role.reason, grantor: role.grantor.clone(), end: role.end }
}
