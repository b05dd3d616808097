//! Nobody's mistake: an outside system is away, somebody else was first, or something of ours is broken.

use crate::integrations::{System, Upstream};
use crate::storage::StorageError;

use super::parts::{Reader, Said};
use super::sign_in;

/// An outside system is away.
pub(super) fn outside(reader: &Reader<'_>, upstream: Upstream) -> Said {
    let t = reader.t;
    // Any other system is no way in: the reader does not know that it is there, so it is a problem of ours.
    if matches!(upstream.system, System::NhsLogin | System::Cis2) {
        return sign_in::away(reader);
    }
    Said::new(t.msg_failures_problem(), t.msg_failures_outside_why())
        .next(t.msg_failures_later())
        .home(reader)
        .contact(reader)
}

/// The database failed, or somebody else was first.
pub(super) fn stored(reader: &Reader<'_>, error: &StorageError) -> Said {
    let t = reader.t;
    match error {
        StorageError::Conflict | StorageError::Rule(_) => {
            Said::new(t.msg_failures_conflict(), t.msg_failures_conflict_why())
                .next(t.msg_failures_look_again())
                .home(reader)
        }
        StorageError::Corrupt(_) | StorageError::Database(_) => problem(reader),
    }
}

/// Something of ours is broken.
pub(super) fn problem(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_problem(), t.msg_failures_problem_why())
        .next(t.msg_failures_later())
        .home(reader)
        .contact(reader)
}
