//! Whose record it is, above everything.

use crate::locale::Words;

use super::opened::Opened;

/// What stands above each page of a record.
pub(super) struct Frame {
    /// "You are looking at Margaret O'Neill’s record".
    pub(super) banner: String,
    /// Where the contents of the record are.
    pub(super) home: String,
}

impl Frame {
    /// That of this record.
    pub(super) fn of(t: &Words, opened: &Opened) -> Frame {
        let looking = &opened.looking;
        let banner = if looking.is_own() {
            t.msg_health_record_banner_own()
        } else {
            t.msg_health_record_banner(looking.name().full())
        };
        Frame { banner, home: opened.home() }
    }
}
