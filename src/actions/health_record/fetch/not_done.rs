//! Why a step was not done, and that it is tried again.

use thiserror::Error;

use crate::integrations::gp_connect::NotGiven;
use crate::integrations::{Kind, Upstream};
use crate::storage::StorageError;

/// Why a step was not done. What is final stands in the row, and the step counts as done.
#[derive(Debug, Error)]
pub enum NotDone {
    /// It may succeed later, without anybody changing anything.
    #[error("later: {0}")]
    Later(&'static str),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What is in the way of a step.
pub(super) enum Fault {
    /// It may pass by itself.
    Passing(&'static str),
    /// It will not, before somebody changes something.
    Final(&'static str),
    /// The database failed.
    Storage(StorageError),
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Fault {
        Fault::Storage(error)
    }
}

impl From<Upstream> for Fault {
    fn from(upstream: Upstream) -> Fault {
        let code = upstream.kind.code();
        // What is too large once is so again.
        if upstream.kind.is_temporary() && upstream.kind != Kind::TooLarge {
            Fault::Passing(code)
        } else {
            Fault::Final(code)
        }
    }
}

impl From<NotGiven> for Fault {
    fn from(not_given: NotGiven) -> Fault {
        match not_given {
            NotGiven::Upstream(upstream) => Fault::from(upstream),
            NotGiven::Refused(refusal, _) if refusal.is_temporary() => Fault::Passing(refusal.code()),
            NotGiven::Refused(refusal, _) => Fault::Final(refusal.code()),
            NotGiven::NoAsid => Fault::Final("no_asid"),
        }
    }
}
