//! What a fault of an outside system says of the work behind it.

use crate::integrations::{Kind, VrsCode};

/// Whether it is about this one call alone, so that the next may well succeed: then one bad record or message must not
/// stop all that stand behind it.
pub(super) fn is_of_one(kind: Kind) -> bool {
    match kind {
        Kind::Malformed | Kind::TooLarge | Kind::Status(400 | 404 | 406 | 409 | 410 | 422) => true,
        Kind::Vrs(code) => matches!(code, VrsCode::Unfit | VrsCode::Other),
        _ => false,
    }
}

/// Whether a call got no answer in time, or an apology: the system may be down, or this one record slow alone.
pub(super) fn may_be_of_one(kind: Kind) -> bool {
    match kind {
        Kind::Timeout | Kind::Unreachable => true,
        Kind::Status(status) => status >= 500,
        Kind::Spine(_) => kind.is_temporary(),
        _ => false,
    }
}
