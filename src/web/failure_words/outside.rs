//! Nobody's mistake: an outside system is away, somebody else was first, or something of ours is broken.

use crate::integrations::{System, Upstream};
use crate::storage::StorageError;

use super::parts::{Reader, Said};

/// An outside system is away.
pub(super) fn outside(reader: &Reader<'_>, upstream: Upstream) -> Said {
    let t = reader.t;
    let away = |heading| Said::new(heading, t.msg_failures_outside_why()).next(t.msg_failures_later());
    let again = t.msg_failures_way_sign_in();
    let said = match upstream.system {
        System::NhsLogin => away(t.msg_failures_nhs_login_away()).way("/auth/nhs-login/start", again),
        System::Cis2 => away(t.msg_failures_cis2_away()).way("/auth/cis2/start", again),
        // Any other system is no way in: the reader does not know that it is there, so it is a problem of ours.
        _ => away(t.msg_failures_problem()),
    };
    said.home(reader).contact(reader)
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
