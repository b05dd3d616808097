//! What a command is given to: by its id, and as it was read on the way in.

use domain::DelegationId;
use domain::delegation::Delegation;

use crate::storage::views::case::Case;

use super::together::{Decided, Holder};

/// What a command is given to. What was read in the same request is decided on first, and not read again: whoever was overtaken since
/// finds another version when it is written, and then all is read anew (docs/decisions/0072-what-a-command-costs.md).
pub struct On<A: Decided = Delegation> {
    pub(super) id: A::Id,
    pub(super) read: Option<Box<A>>,
    pub(super) beside: Option<Box<A::Beside>>,
}

impl<A: Decided> On<A> {
    /// By its id alone.
    pub(super) fn unread(id: A::Id) -> On<A> {
        On { id, read: None, beside: None }
    }
}

impl From<DelegationId> for On {
    fn from(id: DelegationId) -> On {
        On::unread(id)
    }
}

impl From<&Delegation> for On {
    fn from(read: &Delegation) -> On {
        On { id: read.id, read: Some(Box::new(read.clone())), beside: None }
    }
}

impl From<&Case> for On {
    fn from(case: &Case) -> On {
        let holder = Holder { account: case.account.clone(), is_proofed: case.delegate.proofed };
        On { beside: Some(Box::new(holder)), ..On::from(&case.delegation) }
    }
}
