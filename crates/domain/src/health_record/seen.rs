//! Whether an entry is shown, and how much of it.

use super::item::Item;
use super::kind::Kind;
use super::lens::Lens;
use super::table::{Part, part};

/// How much of an entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// All of it.
    Whole,
    /// What it is, when, its value and who recorded it; no free text.
    Coded,
    /// Nothing of it, for this reason.
    Hidden(Hidden),
}

impl Seen {
    /// Whether anything of it is shown.
    pub fn is_shown(self) -> bool {
        !matches!(self, Seen::Hidden(_))
    }
}

/// Why nothing of an entry is shown; the first reason counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hidden {
    /// It is restricted from view.
    Restricted,
    /// It is not for the patient, nor for anybody close to them.
    NoPatient,
    /// It is confidential.
    Confidential,
    /// The practice has not reviewed it, or not filed it.
    NotReviewed,
    /// It is a draft, or was entered in error.
    Draft,
    /// The level does not go so far.
    Level,
    /// The level goes so far, but not so far back.
    TooOld,
}

/// Whether an entry is shown through this lens, and how much of it (docs/sources.md#citizen-services, view record): what is marked never
/// is, and neither is what is not finished; then the level of its day decides.
pub fn seen(item: &Item, lens: &Lens) -> Seen {
    if item.marks.restricted {
        return Seen::Hidden(Hidden::Restricted);
    }
    if item.marks.nopat {
        return Seen::Hidden(Hidden::NoPatient);
    }
    if item.marks.confidential {
        return Seen::Hidden(Hidden::Confidential);
    }
    let waits = (item.kind == Kind::Document && !item.reviewed) || (item.kind == Kind::Result && !item.filed);
    if waits {
        return Seen::Hidden(Hidden::NotReviewed);
    }
    if item.draft {
        return Seen::Hidden(Hidden::Draft);
    }
    match part(item.kind, lens.level_of(item.day)) {
        Part::Whole => Seen::Whole,
        Part::Coded => Seen::Coded,
        Part::Nothing if part(item.kind, lens.current) > Part::Nothing => Seen::Hidden(Hidden::TooOld),
        Part::Nothing => Seen::Hidden(Hidden::Level),
    }
}
