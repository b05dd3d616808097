//! How far somebody sees.

use time::Date;

use crate::access::RecordLevel;
use crate::account::Shown;

/// How far somebody sees: one level from a day on, another for what was before, and the stretches of days that the practice has
/// reviewed, in which what was before counts as what is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The level of what is new.
    pub current: RecordLevel,
    /// The level of what was before.
    pub historical: RecordLevel,
    /// The day from which on entries are new; without one all are.
    pub effective: Option<Date>,
    /// The reviewed stretches, first and last day of each.
    pub reviewed: Vec<(Date, Date)>,
}

impl Lens {
    /// What somebody is shown of a record in which these stretches are reviewed.
    pub fn new(shown: Shown, reviewed: Vec<(Date, Date)>) -> Lens {
        Lens { current: shown.current(), historical: shown.historical(), effective: shown.since(), reviewed }
    }

    /// The level of an entry that is about this day. What has no day counts as old: nobody can say that it is not.
    pub fn level_of(&self, day: Option<Date>) -> RecordLevel {
        let Some(effective) = self.effective else { return self.current };
        let is_reviewed = |day: Date| self.reviewed.iter().any(|(from, to)| *from <= day && day <= *to);
        match day {
            Some(day) if day >= effective || is_reviewed(day) => self.current,
            _ => self.historical,
        }
    }
}
