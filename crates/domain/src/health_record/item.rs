//! One entry of a record, as far as it matters for whether it is shown.

use time::Date;

use super::kind::Kind;

/// What keeps an entry from being shown, whatever the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// The practice keeps it confidential.
    pub confidential: bool,
    /// No disclosure to the patient, family or carers (docs/sources.md#gpc-migrate, NOPAT).
    pub nopat: bool,
    /// The practice has restricted it from view (docs/sources.md#citizen-services).
    pub restricted: bool,
}

impl Marks {
    /// Whether there is any.
    pub fn any(self) -> bool {
        self.confidential || self.nopat || self.restricted
    }

    /// The marks of either.
    #[must_use]
    pub fn and(self, other: Marks) -> Marks {
        Marks {
            confidential: self.confidential || other.confidential,
            nopat: self.nopat || other.nopat,
            restricted: self.restricted || other.restricted,
        }
    }
}

/// An entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// The day it is about; none where the record does not say.
    pub day: Option<Date>,
    /// What keeps it from being shown.
    pub marks: Marks,
    /// Whether the practice has reviewed it; only documents wait for that.
    pub reviewed: bool,
    /// Whether it is a draft, or was entered in error.
    pub draft: bool,
    /// Whether it is filed; only results wait for that.
    pub filed: bool,
}
