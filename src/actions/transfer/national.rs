//! The national store of roles, as moving asks it.

use async_trait::async_trait;

use crate::integrations::vrs::{self, KeptRole, VrsCode};
use crate::integrations::{Kind, Upstream, Vrs};
use domain::NhsNumber;
use domain::clock::Clock;
use domain::role::{Change, Role};
use domain::transfer::Seen;

use super::roles::{Created, Fault, Roles};

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

    /// An id that ties our log lines of one call to theirs.
    fn correlation(&self) -> String {
        self.clock.new_id().to_string()
    }
}

#[async_trait]
impl Roles for National {
    async fn create(&self, role: &Role) -> Result<Created, Fault> {
        match self.vrs.create(role, &self.correlation()).await.map_err(fault)? {
            vrs::Created::As(id) => Ok(Created::As(id)),
            vrs::Created::Exists => Ok(Created::Exists),
        }
    }

    async fn find(&self, patient: &NhsNumber, proxy: &NhsNumber) -> Result<Vec<Seen>, Fault> {
        let pair = (Some(patient), Some(proxy));
        let roles = self.vrs.roles(pair, &self.correlation()).await.map_err(fault)?;
        // Some stores know only one of the two parameters; a number that cannot be read is the one that was asked for.
        let is_of = |read: &KeptRole| {
            read.patient.as_ref().is_none_or(|number| number == patient)
                && read.proxy.as_ref().is_none_or(|number| number == proxy)
        };
        Ok(roles.into_iter().filter(is_of).map(seen).collect())
    }

    async fn change(&self, id: &str, change: &Change) -> Result<bool, Fault> {
        self.vrs.change(id, change, &self.correlation()).await.map_err(fault)
    }
}

fn seen(kept: KeptRole) -> Seen {
    let KeptRole { id, status, reason, grantor, end, updated, .. } = kept;
    Seen { id, status, reason, grantor, end, updated }
}

/// What follows from a call that came to nothing. Whether a request that got no answer arrived, nobody knows.
fn fault(upstream: Upstream) -> Fault {
    let code = upstream.kind.code();
    match upstream.kind {
        Kind::RateLimited => Fault::TooFast,
        Kind::CircuitOpen => Fault::NotSent(code),
        Kind::Held => Fault::Held,
        Kind::Oauth(_) | Kind::Vrs(VrsCode::Denied) | Kind::Status(401 | 403) => Fault::Denied(code),
        kind if kind.is_temporary() => Fault::NoAnswer { code, may_be_done: true },
        _ => Fault::Refused(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrations::System;

    #[test]
    fn what_follows_is_told_by_the_kind_of_fault() {
        let of = |kind| fault(Upstream { system: System::Vrs, kind });
        assert_eq!(of(Kind::RateLimited), Fault::TooFast);
        assert_eq!(of(Kind::CircuitOpen), Fault::NotSent("circuit_open"));
        assert_eq!(of(Kind::Held), Fault::Held);
        assert_eq!(of(Kind::Vrs(VrsCode::Denied)), Fault::Denied("vrs_denied"));
        assert_eq!(of(Kind::Vrs(VrsCode::Unfit)), Fault::Refused("vrs_unfit"));
        assert_eq!(of(Kind::Status(404)), Fault::Refused("status"));
        for kind in [Kind::Timeout, Kind::Unreachable, Kind::Status(502), Kind::Vrs(VrsCode::Trouble)] {
            assert_eq!(of(kind), Fault::NoAnswer { code: kind.code(), may_be_done: true });
        }
    }
}
