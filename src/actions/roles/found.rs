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

/// The role of the pair: by its id, and where nothing of theirs can be read by it, by both numbers. An active one is enough,
/// whatever else there is.
pub(super) async fn find(
    vrs: &Vrs,
    id: Option<&str>,
    pair: &Pair,
    correlation: &str,
) -> Result<Option<KeptRole>, Upstream> {
    let both = (&pair.patient, &pair.proxy);
    if let Some(id) = id
        && let Some(role) = vrs.role(id, correlation).await?
        && role.is_of(both)
    {
        return Ok(Some(role));
    }
    let roles = vrs.of_pair(both, correlation).await?;
    Ok(roles.into_iter().min_by_key(|role| Status::rank(role.status)))
}

/// What the rules look at.
pub(super) fn seen(role: &KeptRole) -> Seen {
    Seen { status: role.status, reason: role.reason, grantor: role.grantor.clone(), end: role.end }
}
