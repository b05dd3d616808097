//! The numbers of a practice in a round, ours against the store's.

use std::ops::AddAssign;

/// Our numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows that are to have an active role.
    pub expected: u64,
    /// Of these: those whose role we created.
    pub created: u64,
    /// Those whose role was there, and active.
    pub existed: u64,
    /// Those whose role was there, and which we made active.
    pub reactivated: u64,
    /// Those that the store refused.
    pub failed: u64,
    /// Those that were not sent yet, or are on their way.
    pub waiting: u64,
    /// Rows beside these that are excluded.
    pub excluded: u64,
    /// Rows beside these that could not be read.
    pub wrong: u64,
}

/// The store's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreCounts {
    /// Roles that this round created.
    pub created: u64,
    /// Roles that this round found and changed, where that was counted.
    pub reactivated: Option<u64>,
}

/// Whether both agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Nothing is left to be done, and the numbers are the same.
    Agree,
    /// The numbers are the same, for no row was to be moved: a list may be missing.
    Nothing,
    /// Not all was sent: there is nothing to compare yet.
    NotDone,
    /// The store refused some: they are to be mended and tried again, or left out of the list.
    Failed,
    /// The store has not told its numbers.
    NotTold,
    /// The numbers differ.
    Differ,
}

impl Counts {
    /// Whether each expected row is somewhere, once.
    pub fn is_whole(self) -> bool {
        self.expected == self.created + self.existed + self.reactivated + self.failed + self.waiting
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.expected += other.expected;
        self.created += other.created;
        self.existed += other.existed;
        self.reactivated += other.reactivated;
        self.failed += other.failed;
        self.waiting += other.waiting;
        self.excluded += other.excluded;
        self.wrong += other.wrong;
    }
}

impl Agreement {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Agreement::Agree => "agree",
            Agreement::Nothing => "nothing to move",
            Agreement::NotDone => "not done",
            Agreement::Failed => "some failed",
            Agreement::NotTold => "store not counted",
            Agreement::Differ => "DIFFER",
        }
    }
}

/// Whether our numbers and the store's agree. A role that was there before is nothing that the store counts.
pub fn agreement(ours: Counts, theirs: Option<StoreCounts>) -> Agreement {
    match theirs {
        _ if ours.waiting > 0 => Agreement::NotDone,
        _ if ours.failed > 0 => Agreement::Failed,
        None => Agreement::NotTold,
        Some(theirs) => {
            let is_same = ours.created == theirs.created
                && theirs.reactivated.is_none_or(|reactivated| reactivated == ours.reactivated);
            match is_same && ours.is_whole() {
                true if ours.expected == 0 => Agreement::Nothing,
                true => Agreement::Agree,
                false => Agreement::Differ,
            }
        }
    }
}
