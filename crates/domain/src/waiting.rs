//! A practice waits for one of the two people of a case: until which day it may, and when that is over. Meanwhile the case
//! is not overdue; afterwards its clock is as it was (docs/life.md#deciding).

use time::{Date, Duration};

use crate::contact_attempt::Whom;

/// The longest that the practice may wait.
const LONGEST: Duration = Duration::days(60);

/// What the practice waits for. No `Debug`: the reason may say things of the patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Waiting {
    /// For whom.
    pub whom: Whom,
    /// The day on which it is over.
    pub until: Date,
    /// Why; may be empty.
    pub reason: String,
}

/// Why the practice cannot wait until a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UntilFault {
    /// It is today, or has passed.
    NotAhead,
    /// It is too far away.
    Far,
}

impl Waiting {
    /// `until`, if the practice may wait until then: tomorrow at the earliest, in 60 days at the latest.
    ///
    /// # Errors
    /// See [`UntilFault`].
    pub fn may_last(until: Date, today: Date) -> Result<Date, UntilFault> {
        match until {
            _ if !lasts(until, today) => Err(UntilFault::NotAhead),
            _ if until > today.saturating_add(LONGEST) => Err(UntilFault::Far),
            _ => Ok(until),
        }
    }
}

/// Whether what waits until a day still does: on that day itself there is work again.
pub fn lasts(until: Date, today: Date) -> bool {
    until > today
}
