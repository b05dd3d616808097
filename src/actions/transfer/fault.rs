//! Why a call of the store came to nothing, by what follows from that.

use crate::integrations::{Kind, Upstream, VrsCode};

/// Why a call came to nothing. The codes are for the list of failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The store does not take this row: people must look at it.
    Refused(&'static str),
    /// The store is called too fast.
    TooFast,
    /// Nothing was sent, for the store is taken to be away.
    NotSent(&'static str),
    /// Nothing was sent, for it had no turn: the window has closed, or the run is to stop.
    Held,
    /// No answer, or none that is one.
    NoAnswer {
        /// What happened.
        code: &'static str,
        /// Whether it may have been done all the same.
        may_be_done: bool,
    },
    /// The store does not know us, or does not let us do this: no row will fare better.
    Denied(&'static str),
}

/// What follows from a call that came to nothing. Whether a request that got no answer arrived, nobody knows.
pub(super) fn fault(upstream: Upstream) -> Fault {
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
