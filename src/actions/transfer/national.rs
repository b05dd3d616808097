//! The national store of roles, as moving asks it. It paces its own calls: each request takes a turn.

use crate::integrations::Vrs;
use crate::integrations::vrs::{Created, KeptRole};
use domain::clock::Clock;
use domain::role::{Change, Role};
use domain::transfer::Seen;

use super::fault::{Fault, fault};

/// The national store of roles.
#[derive(Debug)]
pub struct National {
    vrs: Vrs,
    clock: Clock,
}

impl National {
    /// By this client, which says of which round its calls are and paces them.
    pub fn new(vrs: Vrs, clock: Clock) -> National {
        National { vrs, clock }
    }

    /// Creates a role.
    pub(super) async fn create(&self, role: &Role) -> Result<Created, Fault> {
        self.vrs.create(role, &self.correlation()).await.map_err(fault)
    }

    /// The roles of the pair of this one, however they stand.
    pub(super) async fn find(&self, role: &Role) -> Result<Vec<Seen>, Fault> {
        let pair = (&role.patient, &role.proxy);
        let roles = self.vrs.of_pair(pair, &self.correlation()).await.map_err(fault)?;
        Ok(roles.into_iter().map(seen).collect())
    }

    /// Changes the role with this id; false where it does not stand where the change begins.
    pub(super) async fn change(&self, id: &str, change: &Change) -> Result<bool, Fault> {
        self.vrs.change(id, change, &self.correlation()).await.map_err(fault)
    }

    /// An id that ties our log lines of one call to theirs.
    fn correlation(&self) -> String {
        self.clock.new_id().to_string()
    }
}

fn seen(kept: KeptRole) -> Seen {
    let KeptRole { id, status, reason, grantor, end, updated, .. } = kept;
    Seen { id, status, reason, grantor, end, updated }
}
