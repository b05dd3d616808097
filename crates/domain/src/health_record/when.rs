//! When something was, as far as a record knows.

use time::Date;

/// When something was: much of what is long ago is known by its year alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On this day.
    Day(Date),
    /// In the month that begins with this day.
    Month(Date),
    /// In the year that begins with this day.
    Year(Date),
}

impl When {
    /// The first day that may be meant: by it a record is sorted.
    pub fn first(self) -> Date {
        match self {
            When::Day(first) | When::Month(first) | When::Year(first) => first,
        }
    }
}
