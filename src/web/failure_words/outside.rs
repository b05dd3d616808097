//! Nobody's mistake: an outside system is away, somebody else was first, or something of ours is broken.

use crate::integrations::{System, Upstream};
use crate::storage::StorageError;

use super::parts::{Reader, Said};

/// An outside system is away.
pub(super) fn outside(reader: &Reader<'_>, upstream: Upstream) -> Said {
    let t = reader.t;
    // Any other system is no way in: the reader does not know that it is there, so it is a problem of ours.
    if matches!(upstream.system, System::NhsLogin | System::Cis2) {
        return away(reader);
    }
    Said::new(t.msg_failures_problem(), t.msg_failures_outside_why())
        .next(t.msg_failures_later())
        .home(reader)
        .contact(reader)
}

/// The provider does not answer, or says itself that it cannot for now.
pub(super) fn away(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    let (heading, why) = if reader.is_staff() {
        (t.msg_failures_cis2_away(), t.msg_failures_cis2_away_why())
    } else {
        (t.msg_failures_nhs_login_away(), t.msg_failures_nhs_login_away_why())
    };
    Said::new(heading, why)
        .next(t.msg_failures_away_next())
        .way(reader.sign_in_path(), t.msg_failures_way_sign_in())
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
